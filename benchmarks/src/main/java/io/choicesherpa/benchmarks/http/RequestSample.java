package io.choicesherpa.benchmarks.http;

import java.util.Map;
import java.util.TreeMap;

/** The request that every peer serves. */
final class RequestSample {

  static final String METHOD = "POST";
  static final String PATH = "/api/sessions/0b0e5a0e-6a0c-4a57-9d3a-5f6f7a1f2b3c/cycles";
  static final String ROUTE = "/api/sessions/{id}/cycles";
  static final String SCHEME = "http";
  static final String HOST = "api.example.org";
  static final int PORT = 8080;
  static final String PROTOCOL = "1.1";
  static final int STATUS = 201;
  static final String LOGGER = "io.choicesherpa.telemetry.http";
  static final String LINE = "Request ended";
  static final String SERVICE = "choice-sherpa";
  static final String ENVIRONMENT = "production";
  static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String REQUEST_ID_HEADER = "X-Request-Id";
  static final String REQUEST_ID = "7c1f4e0a9d2b4c6f8e1a3b5c7d9e0f12";

  private RequestSample() {}

  /** The request's headers, whatever the case of their names. */
  static Map<String, String> headers(boolean sampled) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", HOST + ":" + PORT);
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "browser");
    headers.put(REQUEST_ID_HEADER, REQUEST_ID);
    headers.put("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-" + (sampled ? "01" : "00"));
    return headers;
  }
}
