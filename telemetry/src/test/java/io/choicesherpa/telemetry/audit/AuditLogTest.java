package io.choicesherpa.telemetry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.logging.LogLines;
import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AuditLogTest {
  private final LogLines lines = new LogLines("error,io.choicesherpa=off");
  private final Clock clock =
      Clock.fixed(Instant.parse("2026-01-07T14:32:01.200Z"), ZoneOffset.UTC);
  private final AuditLog audit =
      new AuditLog(lines.context(), Redactor.standard(), clock, "c0ffee");

  @TempDir Path directory;

  @AfterEach
  void everyLineHolds() {
    lines.verify();
  }

  @Test
  void act_isOneLineWithItsContextAndCaller() {
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("user-1");
    try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
      audit.record(denied("session-9"));
    }
    JsonNode line = lines.only();
    assertThat(line.get("timestamp").asString()).isEqualTo("2026-01-07T14:32:01.200Z");
    assertThat(line.get("level").asString()).isEqualTo("INFO");
    assertThat(line.get("target").asString()).isEqualTo("audit");
    assertThat(line.get("request_id").asString()).isEqualTo("req-1");
    assertThat(line.get("file").asString())
        .isEqualTo("io/choicesherpa/telemetry/audit/AuditLogTest.java");
    assertThat(lines.text())
        .contains(
            "\"fields\":{\"action\":\"session.read\",\"outcome\":\"denied\",\"actor\":\"user-1\","
                + "\"resource_type\":\"session\",\"resource_id\":\"session-9\","
                + "\"chain\":\"c0ffee\",\"prev_hash\":\""
                + "0".repeat(64)
                + "\",\"seq\":1,"
                + "\"hash\":\""
                + audit.head().hash()
                + "\"}");
  }

  @Test
  void noLevel_filtersTheTrail() throws IOException {
    lines.logger("audit").setLevel(Level.OFF);
    audit.record(denied("1"));
    assertThat(verify(lines.text())).isEqualTo(intact(1));
  }

  @Test
  void wholeTrail_isIntactAmongOtherLines() throws IOException {
    record(5);
    lines.logger("other").error("about \"audit\" and prev_hash");
    record(5);
    String text = "no JSON, \"audit\"\n" + lines.text();
    assertThat(verify(text)).isEqualTo(intact(10));
  }

  @ParameterizedTest
  @CsvSource({
    "denied, success",
    "session.read, session.own",
    "user-1, user-2",
    "14:32, 14:33",
    "\"seq\":3, \"seq\":4",
    "c0ffee, c0ffed",
    "req-3, req-4",
    "\"level\":\"INFO\", \"level\":\"DEBUG\"",
  })
  void changedLine_isNamed(String was, String is) throws IOException {
    record(5);
    List<String> changed = list();
    assertThat(changed.get(2)).contains(was);
    changed.set(2, changed.get(2).replace(was, is));
    assertBroken(changed, 3, "");
  }

  @Test
  void fieldAddedOrTakenAway_isNamed() throws IOException {
    record(3);
    List<String> added = list();
    added.set(1, added.get(1).replace("\"outcome\"", "\"approved_by\":\"ann\",\"outcome\""));
    assertBroken(added, 2, "unexpected field \"approved_by\"");
    List<String> taken = list();
    taken.set(1, taken.get(1).replace("\"actor\":\"user-1\",", ""));
    assertBroken(taken, 2, "content was changed");
    List<String> twice = list();
    twice.set(1, twice.get(1).replace("\"outcome\"", "\"outcome\":\"success\",\"outcome\""));
    assertBroken(twice, 2, "a name that comes twice");
  }

  @Test
  void valuesThatOwnRulesHide_areSealedAsTheyAreWritten() throws IOException {
    Redactor own =
        Redactor.of(
            new RedactionSettings(
                Stream.of("key:actor=hash", "key:user_id=hash", "key:resource_id=drop")
                    .map(RedactionRule::parse)
                    .toList(),
                "a-salt-that-nobody-knows"));
    LogLines hidden = new LogLines("info", own);
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("user-1");
    try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
      new AuditLog(hidden.context(), own, clock, "c0ffee").record(denied("session-9"));
    }
    JsonNode line = hidden.only();
    assertThat(line.get("user_id").asString()).startsWith("[HASH:");
    assertThat(line.get("fields").get("actor")).isEqualTo(line.get("user_id"));
    assertThat(line.get("fields").get("resource_id").asString()).isEqualTo(Redactor.REPLACEMENT);
    assertThat(verify(hidden.text()))
        .isInstanceOfSatisfying(
            AuditVerification.Intact.class, found -> assertThat(found.lines()).isEqualTo(1));
  }

  /** Each finds something that the trail is verified by. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "key:hash=drop",
        "key:prev_hash=hash",
        "key:chain=drop",
        "key:seq=hash",
        "key:outcome=drop",
        "prefix:c0f=drop",
        "prefix:den=hash",
        "prefix:act=drop",
        "prefix:resource_=drop",
        "shape:@@@@@=drop",
        "shape:****************************************************************=drop",
      })
  void ownRules_touchNothingThatTheTrailIsVerifiedBy(String rule) throws IOException {
    Redactor own =
        Redactor.of(
            new RedactionSettings(List.of(RedactionRule.parse(rule)), "a-salt-that-nobody-knows"));
    LogLines ruled = new LogLines("info", own);
    AuditLog trail = new AuditLog(ruled.context(), own, clock, "c0ffee");
    trail.record(denied("session-9"));
    trail.record(denied("session-9"));
    assertThat(verify(ruled.text()))
        .isEqualTo(new AuditVerification.Intact(2, List.of(trail.head())));
  }

  @Test
  void ownRules_holdForWhateverElseIsLoggedUnderTheTrailsName() {
    Redactor own =
        Redactor.of(
            new RedactionSettings(
                Stream.of("key:hash=drop", "key:seq=drop", "prefix:cus_=drop")
                    .map(RedactionRule::parse)
                    .toList(),
                null));
    LogLines ruled = new LogLines("info", own);
    ruled
        .logger("audit")
        .atInfo()
        .addKeyValue("hash", "hunter2")
        .addKeyValue("seq", "hunter2")
        .addKeyValue("chain", "cus_4711")
        .addKeyValue("outcome", "cus_4712")
        .log("for cus_4713");
    ruled.logger("other").atInfo().addKeyValue("hash", "0".repeat(64)).log("audit");
    assertThat(ruled.text()).doesNotContain("hunter2", "cus_", "0".repeat(64));
  }

  @ParameterizedTest
  @CsvSource({"188, ' password=abcdefghijkl'", "183, ' 41111111111111119'", "199, 😀"})
  void valueThatACutBares_isSealedAsItIsWritten(int before, String tail) throws IOException {
    audit.record(denied("x".repeat(before) + tail));
    assertThat(verify(lines.text())).isEqualTo(intact(1));
    assertThat(lines.only().get("fields").get("resource_id").asString())
        .startsWith("x".repeat(before))
        .hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void removedLines_areNamedWhereTheyAreMissing() throws IOException {
    record(6);
    List<String> middle = list();
    middle.subList(2, 4).clear();
    assertThat(verify(String.join("\n", middle)))
        .isEqualTo(
            new AuditVerification.Broken(
                "log", 3, "chain c0ffee goes from 2 to 5: 2 missing before this line"));
    List<String> first = list();
    first.remove(0);
    assertBroken(first, 1, "1 missing before this line");
  }

  @Test
  void linesRemovedAtTheEnd_showAgainstTheHead() throws IOException {
    record(3);
    List<String> cut = list();
    cut.remove(2);
    AuditVerification found = verify(String.join("\n", cut));
    assertThat(found).isNotEqualTo(intact(3));
    assertThat(((AuditVerification.Intact) found).heads()).doesNotContain(audit.head());
  }

  @Test
  void swappedLines_areNamed() throws IOException {
    record(5);
    List<String> swapped = list();
    Collections.swap(swapped, 2, 3);
    assertBroken(swapped, 3, "1 missing before this line");
  }

  @Test
  void repeatedLine_isNamed() throws IOException {
    record(3);
    List<String> repeated = list();
    repeated.add(2, repeated.get(1));
    assertBroken(repeated, 3, "moved or repeated");
  }

  @Test
  void lineReplacedWithItsOwnHash_isNamedByTheNext() throws IOException {
    record(3);
    LogLines forger = new LogLines("info");
    AuditLog forged = new AuditLog(forger.context(), Redactor.standard(), clock, "c0ffee");
    forged.record(denied("other"));
    List<String> replaced = list();
    replaced.set(0, forger.text().strip());
    assertBroken(replaced, 2, "the line before was replaced");
  }

  @Test
  void chainsOfSeveralRuns_areEachWhole() throws IOException {
    record(2);
    AuditLog next = new AuditLog(lines.context(), Redactor.standard(), clock);
    next.record(denied("1"));
    record(1);
    assertThat(verify(lines.text()))
        .isEqualTo(new AuditVerification.Intact(4, List.of(audit.head(), next.head())));
  }

  @Test
  void hostileValues_areRedactedBoundedAndStillVerify() throws IOException {
    String torn = "a\ud800\"\n\u2028ä😀";
    audit.record(new AuditEvent("x" + torn, AuditOutcome.FAILURE, torn, torn, "a@b.de"));
    audit.record(new AuditEvent("y", AuditOutcome.SUCCESS, "u".repeat(5000), null, null));
    audit.record(new AuditEvent("z", AuditOutcome.SUCCESS, null, null, "😀".repeat(500)));
    RequestContext request = RequestContext.create("r".repeat(5000));
    request.setSessionId(torn);
    try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
      audit.record(denied(torn));
    }
    assertThat(verify(lines.text())).isEqualTo(intact(4));
    assertThat(lines.text()).doesNotContain("a@b.de").hasSizeLessThan(6000);
  }

  @Test
  void threadsAtOnce_keepOneOrder() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        done.add(executor.submit(() -> audit.record(denied("1"))));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      executor.shutdown();
    }
    assertThat(verify(lines.text())).isEqualTo(intact(200));
  }

  @Test
  void blankAction_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuditEvent(" ", AuditOutcome.SUCCESS, null, null, null))
        .withMessage("blank audit action");
  }

  @Test
  void command_endsByWhatItFound() throws IOException {
    record(4);
    List<String> all = list();
    Path older = Files.writeString(directory.resolve("older"), all.get(0) + "\n" + all.get(1));
    Path newer = Files.writeString(directory.resolve("newer"), all.get(2) + "\n" + all.get(3));
    assertThat(run(older, newer))
        .isEqualTo("0 intact: 4 lines\nchain c0ffee ends at 4, " + audit.head().hash() + "\n");
    assertThat(run(newer))
        .isEqualTo(
            "1 broken: %s:1: chain c0ffee goes from 0 to 3: 2 missing before this line; if the log"
                    .formatted(newer)
                + " was rotated, name the files before it too, oldest first\n");
    assertThat(run()).isEqualTo("2 usage: AuditVerifier [--heads HEADS] FILE...\n");
    assertThat(run(directory.resolve("absent"))).isEqualTo("2 ");
  }

  /** As a full disk or a lost process leaves it: a line that ends within a character. */
  @Test
  void brokenCharacterInAnotherLine_doesNotHinderTheCheck() throws IOException {
    record(2);
    byte[] torn = "{\"message\":\"na\u00efve".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(list().get(0).getBytes(StandardCharsets.UTF_8));
    log.write('\n');
    log.write(torn, 0, torn.length - 3);
    log.write('\n');
    log.writeBytes(list().get(1).getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(directory.resolve("torn"), log.toByteArray());
    assertThat(run(file)).startsWith("0 intact: 2 lines\n");
    byte[] changed = lines.text().getBytes(StandardCharsets.UTF_8);
    changed[lines.text().indexOf("denied")] = (byte) 0xc3;
    assertThat(run(Files.write(file, changed)))
        .startsWith("1 broken: " + file + ":1: the line's content was changed");
  }

  private static String run(Path... files) {
    StringBuilder out = new StringBuilder();
    String[] args = new String[files.length];
    for (int i = 0; i < files.length; i++) {
      args[i] = files[i].toString();
    }
    int code = AuditVerifier.run(args, out);
    return code + " " + out;
  }

  private void record(int count) {
    for (int i = 1; i <= count; i++) {
      try (Scope ignored =
          RequestContext.create("req-" + i).storeIn(Context.current()).makeCurrent()) {
        audit.record(denied("session-" + i));
      }
    }
  }

  private static AuditEvent denied(@Nullable String resourceId) {
    return new AuditEvent("session.read", AuditOutcome.DENIED, "user-1", "session", resourceId);
  }

  private List<String> list() {
    return new ArrayList<>(lines.text().lines().toList());
  }

  private AuditVerification intact(long count) {
    return new AuditVerification.Intact(count, List.of(audit.head()));
  }

  private static void assertBroken(List<String> trail, long line, String reason)
      throws IOException {
    assertThat(verify(String.join("\n", trail)))
        .isInstanceOfSatisfying(
            AuditVerification.Broken.class,
            broken -> {
              assertThat(broken.line()).isEqualTo(line);
              assertThat(broken.reason()).contains(reason);
            });
  }

  private static AuditVerification verify(String text) throws IOException {
    return AuditVerifier.verify(new StringReader(text));
  }
}
