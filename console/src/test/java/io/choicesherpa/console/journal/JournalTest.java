package io.choicesherpa.console.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final JournalOptions OPTIONS = new JournalOptions("test", 4096, 32 << 10);

  @TempDir Path dir;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> replay(Journal journal) {
    List<String> found = new ArrayList<>();
    journal.replay(
        record -> {
          byte[] payload = new byte[record.payload().remaining()];
          record.payload().get(payload);
          found.add(record.type() + ":" + new String(payload, StandardCharsets.UTF_8));
        });
    return found;
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
    }
  }

  @Test
  void replay_findsTheRecordsOfEarlierProcessesInOrderOnce() throws IOException {
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      journal.append((byte) 1, bytes("one"));
      journal.append((byte) 2, bytes(""));
      assertThat(replay(journal)).isEmpty();
    }
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      journal.append((byte) 3, bytes("new"));
      assertThat(replay(journal)).containsExactly("1:one", "2:");
      assertThat(replay(journal)).isEmpty();
    }
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      assertThat(replay(journal)).containsExactly("1:one", "2:", "3:new");
    }
  }

  @Test
  void append_recordOfAKilledProcessIsThereWithoutClose() throws IOException {
    Journal killed = Journal.open(dir, OPTIONS);
    killed.append((byte) 1, bytes("kept"));
    Path copy = Files.createDirectory(dir.resolve("copy"));
    Files.copy(segments().get(0), copy.resolve(segments().get(0).getFileName()));
    try (killed;
        Journal journal = Journal.open(copy, OPTIONS)) {
      assertThat(replay(journal)).containsExactly("1:kept");
    }
  }

  @Test
  void replay_tornTailIsCutOffAndCountedAndWhatCameBeforeIsKept() throws IOException {
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      journal.append((byte) 1, bytes("whole"));
      journal.append((byte) 1, bytes("torn in the middle"));
    }
    Path segment = segments().get(0);
    byte[] all = Files.readAllBytes(segment);
    Files.write(segment, java.util.Arrays.copyOf(all, all.length - 5));

    try (Journal journal = Journal.open(dir, OPTIONS)) {
      assertThat(replay(journal)).containsExactly("1:whole");
      assertThat(journal.figures().damagedBytes())
          .isEqualTo(SegmentFile.RECORD_HEADER_BYTES + "torn in the middle".length() - 5);
    }
    assertThat(Files.size(segment))
        .isEqualTo(SegmentFile.FILE_HEADER_BYTES + SegmentFile.RECORD_HEADER_BYTES + 5);
  }

  @Test
  void replay_everyPossibleTearLeavesWholeRecordsOnly() throws IOException {
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      for (int i = 0; i < 5; i++) {
        journal.append((byte) i, bytes("record " + i));
      }
    }
    byte[] all = Files.readAllBytes(segments().get(0));
    for (int length = 0; length <= all.length; length++) {
      Path torn = Files.createDirectory(dir.resolve("torn" + length));
      Files.write(
          torn.resolve(segments().get(0).getFileName()), java.util.Arrays.copyOf(all, length));
      try (Journal journal = Journal.open(torn, OPTIONS)) {
        int whole = Math.max(0, length - 4) / (SegmentFile.RECORD_HEADER_BYTES + 8);
        assertThat(replay(journal)).hasSize(whole);
      }
    }
  }

  @Test
  void replay_changedByteEndsItsSegmentAndNotTheOthers() throws IOException {
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      journal.append((byte) 1, bytes("a"));
      journal.append((byte) 1, bytes("b"));
      journal.roll();
      journal.append((byte) 1, bytes("c"));
    }
    Path segment = segments().get(0);
    byte[] all = Files.readAllBytes(segment);
    all[all.length - 1]++;
    Files.write(segment, all);

    try (Journal journal = Journal.open(dir, OPTIONS)) {
      assertThat(replay(journal)).containsExactly("1:a", "1:c");
    }
  }

  @Test
  void replay_randomBytesInPlaceOfSegmentsDoNoHarm() throws IOException {
    Random random = new Random(7);
    for (int i = 1; i <= 20; i++) {
      byte[] noise = new byte[random.nextInt(20_000)];
      random.nextBytes(noise);
      if (i % 2 == 0 && noise.length > 4) {
        System.arraycopy(bytes("CSJ1"), 0, noise, 0, 4);
      }
      Files.write(SegmentFile.path(dir, i), noise);
    }
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      assertThat(replay(journal)).isEmpty();
      journal.append((byte) 1, bytes("after"));
    }
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      assertThat(replay(journal)).containsExactly("1:after");
    }
  }

  @Test
  void append_oldestSegmentsGoWhenTheJournalIsFull() throws IOException {
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      for (int i = 0; i < 200; i++) {
        journal.append((byte) 1, new byte[1000]);
        assertThat(journal.figures().heldBytes()).isLessThanOrEqualTo(OPTIONS.maxBytes());
      }
      assertThat(journal.figures().segments()).isBetween(4, 9);
    }
    long onDisk = 0;
    for (Path segment : segments()) {
      onDisk += Files.size(segment);
    }
    assertThat(onDisk).isBetween(16L << 10, OPTIONS.maxBytes());
  }

  @Test
  void deleteThrough_neverTakesTheCurrentSegment() throws IOException {
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      journal.append((byte) 1, bytes("a"));
      long second = journal.roll();
      journal.append((byte) 1, bytes("b"));
      journal.deleteThrough(second);
      assertThat(journal.figures().segments()).isEqualTo(1);
    }
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      assertThat(replay(journal)).containsExactly("1:b");
    }
  }

  @Test
  void append_failingDiskDropsAndCountsAndLaterRecordsAreKeptAgain() throws IOException {
    Path sub = dir.resolve("sub");
    try (Journal journal = Journal.open(sub, OPTIONS)) {
      // A directory where the next segment should be: the one failure that root cannot write past.
      Files.createDirectory(SegmentFile.path(sub, 1));
      assertThat(journal.append((byte) 1, bytes("lost"))).isEqualTo(-1);
      assertThat(journal.figures().droppedRecords()).isEqualTo(1);
      Files.delete(SegmentFile.path(sub, 1));
      int tries = 0;
      while (journal.append((byte) 1, bytes("kept")) < 0) {
        assertThat(tries++).isLessThan(1000);
      }
      assertThat(journal.figures().appendedRecords()).isEqualTo(1);
    }
    try (Journal journal = Journal.open(sub, OPTIONS)) {
      assertThat(replay(journal)).containsExactly("1:kept");
    }
  }

  @Test
  void open_directoryInUseIsRefused() throws IOException {
    try (Journal first = Journal.open(dir, OPTIONS)) {
      assertThat(first.figures().segments()).isZero();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Journal.open(dir, OPTIONS))
          .withMessageContaining("in use");
    }
  }

  @Test
  void open_otherFilesAreLeftAlone() throws IOException {
    Path other = Files.write(dir.resolve("notes.txt"), bytes("mine"), StandardOpenOption.CREATE);
    try (Journal journal = Journal.open(dir, OPTIONS)) {
      assertThat(replay(journal)).isEmpty();
    }
    assertThat(other).hasContent("mine");
  }
}
