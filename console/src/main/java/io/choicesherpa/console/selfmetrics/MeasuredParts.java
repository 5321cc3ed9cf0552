package io.choicesherpa.console.selfmetrics;

import io.choicesherpa.console.journal.JournalFigures;
import io.choicesherpa.console.query.QueryFigures;
import io.choicesherpa.console.receive.ReceiverFigures;
import io.choicesherpa.console.remotewrite.RemoteWrite;
import io.choicesherpa.console.scrape.Scraper;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.TraceSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is measured.
 *
 * @param journals figures of the journals of spans and logs, by what they keep
 */
public record MeasuredParts(
    ReceiverFigures receivers,
    RemoteWrite remoteWrite,
    Scraper scraper,
    TraceSource traces,
    LogSource logs,
    SeriesStore series,
    QueryFigures queries,
    Supplier<Map<String, JournalFigures>> journals) {}
