package io.choicesherpa.backend.adapter.in.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LoopbackGuardTest {

  private static MockHttpServletRequest request(String remote, String local, String host) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(remote);
    request.setLocalAddr(local);
    request.setServerName(host);
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, localhost, true",
    "127.0.0.1, 127.0.0.1, LOCALHOST, true",
    "127.0.0.5, 127.0.0.1, 127.0.0.1, true",
    "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1, [::1], true",
    "10.0.0.7, 127.0.0.1, localhost, false",
    "127.0.0.1, 10.0.0.1, localhost, false",
    "127.0.0.1, 127.0.0.1, evil.example, false",
    "127.0.0.1, 127.0.0.1, localhost.evil.example, false",
    "127.0.0.1, 127.0.0.1, 127.0.0.1.evil.example, false"
  })
  void local_isWhoCallsFromHereByALocalName(
      String remote, String local, String host, boolean expected) {
    assertThat(LoopbackGuard.isLocal(request(remote, local, host))).isEqualTo(expected);
  }

  @Test
  void proxied_isNotLocal() {
    MockHttpServletRequest forwarded = request("127.0.0.1", "127.0.0.1", "localhost");
    forwarded.addHeader("X-Forwarded-For", "203.0.113.9");
    assertThat(LoopbackGuard.isLocal(forwarded)).isFalse();
    MockHttpServletRequest standard = request("127.0.0.1", "127.0.0.1", "localhost");
    standard.addHeader("Forwarded", "for=203.0.113.9");
    assertThat(LoopbackGuard.isLocal(standard)).isFalse();
  }
}
