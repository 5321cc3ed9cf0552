package io.choicesherpa.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  private ProcessRegister register;
  private ChildProcess child;

  @BeforeEach
  void prepare() throws IOException {
    register = new ProcessRegister(folder.resolve("pids"));
    child = run("exit 0");
  }

  @AfterEach
  void stop() throws IOException {
    child.stop(Duration.ZERO);
  }

  @Test
  void stop_endsAProcessThatObeys() throws Exception {
    start("echo started; exec sleep 1000");

    assertThat(child.stop(LONG)).isTrue();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void stop_killsAProcessThatDoesNotListen() throws Exception {
    start("trap '' TERM; echo started; while :; do sleep 1; done");

    assertThat(child.stop(Duration.ofMillis(50))).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void stop_endsWhatTheProcessStarted() throws Exception {
    start("sleep 1000 & echo $!; echo started; wait");
    long grandchild = Long.parseLong(Files.readAllLines(output()).get(0));

    child.stop(LONG);

    var handle = ProcessHandle.of(grandchild);
    if (handle.isPresent()) {
      handle.get().onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void exit_tellsCodeAndLastWords() throws Exception {
    Files.writeString(errors(), "from an earlier run\n");
    child = run("echo one >&2; echo two >&2; echo three >&2; exit 3");

    assertThat(child.exit().get(20, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(child.lastWords(2)).containsExactly("two", "three");
    assertThat(child.lastWords(9)).containsExactly("one", "two", "three");
  }

  @Test
  void leftOver_isFoundAndEndedByTheNextRun() throws Exception {
    start("echo started; exec sleep 1000");
    // What runs is sleep by now; a real server keeps the program that it was started with.
    register.add("child", ProcessHandle.of(child.pid()).orElseThrow(), Path.of("/bin/sleep"));

    List<String> ended =
        new ProcessRegister(folder.resolve("pids")).endLeftOvers(List.of("other", "child"), LONG);

    assertThat(ended).containsExactly("child");
    assertThat(child.isAlive()).isFalse();
    assertThat(register.endLeftOvers(List.of("child"), LONG)).isEmpty();
  }

  @Test
  void strangerWithTheSameNumber_isLeftAlone() throws Exception {
    start("echo started; exec sleep 1000");
    ProcessHandle stranger = ProcessHandle.of(child.pid()).orElseThrow();
    long start = stranger.info().startInstant().orElseThrow().toEpochMilli();
    String sleep = Path.of("/bin/sleep").toRealPath().toString();

    new ProcessRecord(child.pid(), start - 60_000, sleep).write(folder.resolve("pids/child.pid"));
    assertThat(register.endLeftOvers(List.of("child"), LONG)).isEmpty();

    new ProcessRecord(child.pid(), start, "/usr/bin/other").write(folder.resolve("pids/child.pid"));
    assertThat(register.endLeftOvers(List.of("child"), LONG)).isEmpty();
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void recordThatWasCutOff_isTakenForNone() throws Exception {
    Files.writeString(folder.resolve("pids/child.pid"), "pid=12");

    assertThat(register.endLeftOvers(List.of("child"), LONG)).isEmpty();
  }

  @Test
  void child_runsInASessionOfItsOwn() throws Exception {
    start("echo started; exec sleep 1000");

    // Field 6 of /proc/PID/stat is the session; its leader has the session's number.
    String stat = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    assertThat(fields[3]).isEqualTo(Long.toString(child.pid()));
  }

  private void start(String script) throws Exception {
    child.exit().get(20, TimeUnit.SECONDS);
    child = run(script);
    long deadlineNanos = System.nanoTime() + LONG.toNanos();
    while (!Files.readString(output()).contains("started")) {
      assertThat(child.isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadlineNanos);
      Thread.onSpinWait();
    }
  }

  private ChildProcess run(String script) throws IOException {
    return ChildProcess.start(
        "child", List.of("/bin/sh", "-c", script), Map.of(), register, output(), errors());
  }

  private Path output() {
    return folder.resolve("out.log");
  }

  private Path errors() {
    return folder.resolve("err.log");
  }
}
