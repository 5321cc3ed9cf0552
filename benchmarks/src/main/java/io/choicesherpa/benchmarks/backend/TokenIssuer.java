package io.choicesherpa.benchmarks.backend;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * An issuer of RS256 tokens, as services usually have one. The backend's own development tokens are
 * signed with an elliptic key, whose check costs more than all the rest of a request, and would
 * make whatever watches the backend look cheap.
 */
final class TokenIssuer implements AutoCloseable {

  private static final int KEY_BITS = 2048;
  private static final int LIFETIME_HOURS = 4;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair key;
  private final Server server;

  TokenIssuer() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has RSA", e);
    }
    String keys = keys((RSAPublicKey) key.getPublic());
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .meterRegistry(new CompositeMeterRegistry())
            .service("/keys", (context, request) -> HttpResponse.of(MediaType.JSON, keys))
            .build();
    server.start().join();
  }

  private static String keys(RSAPublicKey key) {
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"1\",\"n\":\""
        + unsigned(key.getModulus())
        + "\",\"e\":\""
        + unsigned(key.getPublicExponent())
        + "\"}]}";
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    byte[] magnitude = new byte[bytes.length - sign];
    System.arraycopy(bytes, sign, magnitude, 0, magnitude.length);
    return BASE64.encodeToString(magnitude);
  }

  /** What the backend knows it by. */
  String name() {
    return "http://127.0.0.1:" + server.activeLocalPort();
  }

  /** Where its keys are. */
  String keysUrl() {
    return name() + "/keys";
  }

  /** A token for a new person of the tier without limits. */
  String token() {
    Instant now = Instant.now();
    String content =
        base64("{\"alg\":\"RS256\",\"kid\":\"1\"}")
            + "."
            + base64(
                "{\"iss\":\""
                    + name()
                    + "\",\"sub\":\""
                    + UUID.randomUUID()
                    + "\",\"tier\":\"pro\",\"iat\":"
                    + now.getEpochSecond()
                    + ",\"exp\":"
                    + now.plus(LIFETIME_HOURS, ChronoUnit.HOURS).getEpochSecond()
                    + "}");
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM signs with RSA", e);
    }
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
