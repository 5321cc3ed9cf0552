package io.choicesherpa.benchmarks.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The requests that every peer serves. */
record RequestSample(String path, Map<String, String> headers) {

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

  /** So many differ before they come again: more than is kept of one, few enough to lie near. */
  private static final int SAMPLES = 64;

  /**
   * What clients send one after the other: no two of the same trace, id and path. The first has
   * those above.
   */
  static List<RequestSample> all(boolean sampled) {
    List<RequestSample> all = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      all.add(
          new RequestSample(
              differing(PATH, PATH.indexOf('-'), i),
              headers(
                  differing(TRACE_ID, TRACE_ID.length(), i),
                  differing(REQUEST_ID, REQUEST_ID.length(), i),
                  sampled)));
    }
    return all;
  }

  /** The text with four hexadecimal digits before {@code end} turned to others, 0 leaves it. */
  private static String differing(String text, int end, int number) {
    int digits = Integer.parseInt(text.substring(end - 4, end), 16) ^ number;
    return text.substring(0, end - 4) + String.format("%04x", digits) + text.substring(end);
  }

  /** Whatever the case of their names. */
  private static Map<String, String> headers(String traceId, String requestId, boolean sampled) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", HOST + ":" + PORT);
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "browser");
    headers.put(REQUEST_ID_HEADER, requestId);
    headers.put("traceparent", "00-" + traceId + "-00f067aa0ba902b7-" + (sampled ? "01" : "00"));
    return headers;
  }
}
