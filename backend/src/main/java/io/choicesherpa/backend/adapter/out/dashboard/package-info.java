/** The dashboard's tables: {@link io.choicesherpa.backend.adapter.out.dashboard.JdbcDashboard}. */
@NullMarked
package io.choicesherpa.backend.adapter.out.dashboard;

import org.jspecify.annotations.NullMarked;
