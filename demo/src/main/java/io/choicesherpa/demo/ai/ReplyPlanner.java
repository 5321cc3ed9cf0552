package io.choicesherpa.demo.ai;

import io.choicesherpa.demo.phrases.PhraseBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/**
 * Plans answers. What is drawn depends on the seed, the request and how often this very request was
 * seen before, not on the order in which different requests arrive: a run with many people at once
 * can be repeated, and a retry of a failed request is a new draw. Thread-safe.
 */
final class ReplyPlanner {
  private static final String GENERAL = "general";
  private static final int CHARS_PER_TOKEN = 4;
  private static final int TOKENS_PER_CHUNK = 4;
  private static final int MAX_REMEMBERED_REQUESTS = 10_000;
  private static final int CUT_OFF_TOKENS = 6;

  private final long seed;
  private final PhraseBook phrases = PhraseBook.replies();
  private final Map<Long, Integer> seenBefore =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > MAX_REMEMBERED_REQUESTS;
        }
      };

  ReplyPlanner(long seed) {
    this.seed = seed;
  }

  ReplyPlan plan(ChatRequest request, AiBehaviour behaviour) {
    long fingerprint = fingerprint(request);
    int seen;
    synchronized (seenBefore) {
      seen = seenBefore.merge(fingerprint, 1, Integer::sum);
    }
    SplittableRandom random = new SplittableRandom(mix(mix(seed, fingerprint), seen));

    AiFault fault = behaviour.faults().pick(random.nextDouble());
    int retryAfterSeconds = 1 + random.nextInt(3);
    long firstTokenMillis = behaviour.latency().drawFirstTokenMillis(random);
    double tokensPerSecond = behaviour.latency().drawTokensPerSecond(random);
    String section = section(request);
    String text = text(section, random);
    int maxTokens =
        behaviour.cutOff().contains(section)
            ? Math.min(request.maxTokens(), CUT_OFF_TOKENS)
            : request.maxTokens();

    int textTokens = tokens(text.length());
    int reasoningTokens = reasons(request.model()) && random.nextInt(3) == 0 ? 64 : 0;
    boolean truncated = textTokens + reasoningTokens > maxTokens;
    if (truncated) {
      reasoningTokens = 0;
      textTokens = maxTokens;
      text = text.substring(0, Math.min(text.length(), textTokens * CHARS_PER_TOKEN));
    }
    int promptTokens = Math.max(1, tokens(request.promptChars()));
    // Providers cache a prompt's beginning from 1024 tokens on, in steps of 128.
    boolean cached = promptTokens >= 1024 && random.nextInt(3) > 0;
    int cachedTokens = cached ? (promptTokens - 128) / 128 * 128 : 0;

    return new ReplyPlan(
        Long.toUnsignedString(random.nextLong(), 36) + Long.toUnsignedString(random.nextLong(), 36),
        fault,
        retryAfterSeconds,
        firstTokenMillis + Math.round(reasoningTokens / tokensPerSecond * 1000),
        chunks(text),
        Math.round(TOKENS_PER_CHUNK / tokensPerSecond * 1000),
        promptTokens,
        cachedTokens,
        textTokens + reasoningTokens,
        reasoningTokens,
        truncated);
  }

  private String text(String section, RandomGenerator random) {
    int sentences = 2 + random.nextInt(5);
    StringJoiner text = new StringJoiner(" ");
    List<String> choice = new ArrayList<>(phrases.phrases(section));
    choice.add(phrases.draw(GENERAL, random));
    for (int i = 0; i < sentences && !choice.isEmpty(); i++) {
      text.add(choice.remove(random.nextInt(choice.size())));
    }
    return text.toString();
  }

  /** The component that the system text names first, with spaces or underscores. */
  private String section(ChatRequest request) {
    StringJoiner system = new StringJoiner(" ");
    request.turns().stream()
        .filter(ChatRequest.Turn::isSystem)
        .forEach(turn -> system.add(turn.text().toLowerCase(Locale.ROOT)));
    String text = system.toString().replace(" and ", " ").replace(' ', '_');
    String best = GENERAL;
    int first = Integer.MAX_VALUE;
    for (String name : phrases.names()) {
      int at = name.equals(GENERAL) ? -1 : text.indexOf(name);
      if (at >= 0 && at < first) {
        best = name;
        first = at;
      }
    }
    return best;
  }

  private static List<String> chunks(String text) {
    List<String> chunks = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + TOKENS_PER_CHUNK * CHARS_PER_TOKEN);
      int space = text.indexOf(' ', to);
      to = space < 0 ? text.length() : space;
      chunks.add(text.substring(from, to));
      from = to;
    }
    return chunks;
  }

  private static boolean reasons(String model) {
    return model.startsWith("gpt-5") || model.startsWith("o");
  }

  private static int tokens(long chars) {
    return (int) Math.min(Integer.MAX_VALUE, (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN);
  }

  private static long fingerprint(ChatRequest request) {
    long hash = mix(request.model().hashCode(), request.stream() ? 1 : 0);
    for (ChatRequest.Turn turn : request.turns()) {
      hash = mix(mix(hash, turn.role().hashCode()), turn.text().hashCode());
    }
    return hash;
  }

  /** One round of SplitMix64's finaliser over both numbers. */
  private static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
