package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/** Exports log records. */
record ExportingLogRecordProcessor(ExportQueue<ReadWriteLogRecord, LogRecordData> queue)
    implements LogRecordProcessor {

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    queue.add(record);
  }

  @Override
  public CompletableResultCode forceFlush() {
    return queue.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return queue.shutdown();
  }
}
