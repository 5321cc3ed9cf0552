/**
 * What tests of several packages share; {@link io.choicesherpa.backend.testing.TestDatabase} is the
 * one database of a test run.
 */
@NullMarked
package io.choicesherpa.backend.testing;

import org.jspecify.annotations.NullMarked;
