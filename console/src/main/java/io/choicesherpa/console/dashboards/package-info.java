/**
 * Dashboards, as Grafana's JSON files: {@link io.choicesherpa.console.dashboards.DashboardsApi}
 * hands them to the page, which draws them.
 */
@NullMarked
package io.choicesherpa.console.dashboards;

import org.jspecify.annotations.NullMarked;
