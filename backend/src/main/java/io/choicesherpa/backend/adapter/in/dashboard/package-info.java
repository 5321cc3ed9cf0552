/**
 * {@code /api/dashboard}: {@link io.choicesherpa.backend.adapter.in.dashboard.DashboardController}.
 */
@NullMarked
package io.choicesherpa.backend.adapter.in.dashboard;

import org.jspecify.annotations.NullMarked;
