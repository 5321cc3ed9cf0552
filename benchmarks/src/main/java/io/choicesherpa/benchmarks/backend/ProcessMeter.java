package io.choicesherpa.benchmarks.backend;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What another JVM has used so far, asked for over its own management beans: the same question for
 * whatever watches that JVM from within. Nothing is asked while a slice is measured.
 */
final class ProcessMeter implements Closeable {

  private final long pid;
  private final JMXConnector connector;
  private final ThreadMXBean threads;
  private final OperatingSystemMXBean system;

  /**
   * A reading.
   *
   * @param cpuNanos processor time of all threads, the collector's and the compiler's included
   * @param allocatedBytes of each thread that lives, by its id
   */
  record Reading(long cpuNanos, Map<Long, Long> allocatedBytes) {

    long cpuNanosSince(Reading earlier) {
      return cpuNanos - earlier.cpuNanos;
    }

    /** Threads that ended in between are left out; the backend's do not. */
    long allocatedBytesSince(Reading earlier) {
      long sum = 0;
      for (Map.Entry<Long, Long> thread : allocatedBytes.entrySet()) {
        sum += thread.getValue() - earlier.allocatedBytes.getOrDefault(thread.getKey(), 0L);
      }
      return sum;
    }
  }

  private ProcessMeter(long pid, JMXConnector connector) throws IOException {
    this.pid = pid;
    this.connector = connector;
    MBeanServerConnection beans = connector.getMBeanServerConnection();
    threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    system =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, OperatingSystemMXBean.class);
  }

  /** Attaches to a JVM of the same user on this machine. */
  @SuppressWarnings("BanJNDI") // the address is the one that a process of this user just gave
  static ProcessMeter attach(long pid) throws IOException {
    VirtualMachine machine;
    try {
      machine = VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException e) {
      throw new IOException("cannot attach to process " + pid, e);
    }
    try {
      return new ProcessMeter(
          pid, JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
    } finally {
      machine.detach();
    }
  }

  Reading read() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> allocated = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) {
        allocated.put(ids[i], bytes[i]);
      }
    }
    return new Reading(system.getProcessCpuTime(), allocated);
  }

  /** Resident memory as Linux counts it. */
  long residentBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException(status + " has no VmRSS");
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
