package io.choicesherpa.backend.adapter.in.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class SocketTokenResolverTest {

  private final SocketTokenResolver resolver = new SocketTokenResolver();
  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/x");

  @Test
  void header_isReadOnEveryRequest() {
    request.addHeader("Authorization", "Bearer abc");
    assertThat(resolver.resolve(request)).isEqualTo("abc");
  }

  @Test
  void subprotocol_isReadOnAHandshake() {
    request.addHeader("Upgrade", "WebSocket");
    request.addHeader("Sec-WebSocket-Protocol", "choice-sherpa, bearer.a-b_c.d.e");
    assertThat(resolver.resolve(request)).isEqualTo("a-b_c.d.e");
  }

  @Test
  void subprotocol_isNotReadWithoutAHandshake() {
    request.addHeader("Sec-WebSocket-Protocol", "bearer.abc");
    assertThat(resolver.resolve(request)).isNull();
  }

  @Test
  void query_isNeverRead() {
    request.addHeader("Upgrade", "websocket");
    request.setQueryString("access_token=abc");
    request.setParameter("access_token", "abc");
    assertThat(resolver.resolve(request)).isNull();
  }
}
