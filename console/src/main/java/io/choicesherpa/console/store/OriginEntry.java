package io.choicesherpa.console.store;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An origin as an {@link Entry}: number int | resource length int | resource | scope. */
final class OriginEntry {

  private static final int NUMBER_AT = 5;
  private static final int RESOURCE_LENGTH_AT = 9;
  private static final int RESOURCE_AT = 13;

  private OriginEntry() {}

  static ByteBuffer encode(int number, Origin origin) {
    byte[] resource = origin.resource().toByteArray();
    byte[] scope = origin.scope().toByteArray();
    int length = RESOURCE_AT + resource.length + scope.length;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(Entry.ORIGIN).putInt(length - Entry.HEADER_BYTES).putInt(number);
    return out.putInt(resource.length).put(resource).put(scope).flip();
  }

  static int number(ByteBuffer in, int at) {
    return in.getInt(at + NUMBER_AT);
  }

  /** Null when it is none. */
  static @Nullable Origin decode(ByteBuffer in, int at) {
    int end = Entry.next(in, at);
    if (end - at < RESOURCE_AT) {
      return null;
    }
    int length = in.getInt(at + RESOURCE_LENGTH_AT);
    int scope = at + RESOURCE_AT + length;
    if (length < 0 || scope > end) {
      return null;
    }
    try {
      return Origin.of(
          Resource.parseFrom(in.slice(at + RESOURCE_AT, length)),
          InstrumentationScope.parseFrom(in.slice(scope, end - scope)));
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }
}
