package io.choicesherpa.backend.adapter.in.security;

import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import io.choicesherpa.telemetry.audit.AuditLog;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * {@code /api/**} wants a token; health probes and unknown paths do not. There are no cookies and
 * no server-side logins, so there is nothing that a forged cross-site request could ride on.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http, JwtDecoder decoder, ProblemWriter problems, AuditLog audit) {
    ProblemEntryPoint refusals = new ProblemEntryPoint(problems, audit);
    return http.authorizeHttpRequests(
            routes -> routes.requestMatchers("/api/**").authenticated().anyRequest().permitAll())
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(new SocketTokenResolver())
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .jwt(
                        jwt ->
                            jwt.decoder(decoder).jwtAuthenticationConverter(new ActorConverter())))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterAfter(new ActorContextFilter(), BearerTokenAuthenticationFilter.class)
        .build();
  }

  /** Null where tokens are not made here. */
  @Bean
  @Nullable DevelopmentTokens developmentTokens(TokenSettings settings, Clock clock) {
    return settings.developmentTokens() ? new DevelopmentTokens(clock) : null;
  }

  @Bean
  DevelopmentTokenController developmentTokenController(
      ObjectProvider<DevelopmentTokens> tokens, AuditLog audit) {
    return new DevelopmentTokenController(tokens, audit);
  }

  @Bean
  JwtDecoder jwtDecoder(
      TokenSettings settings, ObjectProvider<DevelopmentTokens> development, Clock clock) {
    return TokenDecoders.decoder(settings, development.getIfAvailable(), clock);
  }

  /**
   * What the firewall refuses (unknown methods, encoded slashes, control characters) is a bad
   * request.
   */
  @Bean
  RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
    return (request, response, rejected) ->
        problems.write(
            response,
            Problem.of(HttpStatus.BAD_REQUEST, "The request's method or address is not allowed."));
  }
}
