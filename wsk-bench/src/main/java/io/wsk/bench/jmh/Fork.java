package io.wsk.bench.jmh;

import io.wsk.bench.suite.MeasuredJvm;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.LinuxPerfNormProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One process that measures one subject.
 *
 * @param cell in which circumstances
 * @param subject who
 * @param timing how long
 * @param jvm with which virtual machine
 */
record Fork(Cell cell, Subject subject, Timing timing, Jvm jvm) {
  /**
   * Measures.
   *
   * @throws RunnerException if the process fails
   */
  RunResult run(JmhSettings settings) throws RunnerException {
    Collection<RunResult> results = new Runner(options(settings).build()).run();
    if (results.size() != 1) {
      throw new RunnerException(
          cell.benchmark().getName() + " must give one result but gave " + results.size());
    }
    return results.iterator().next();
  }

  private ChainedOptionsBuilder options(JmhSettings settings) {
    TimeValue time = TimeValue.milliseconds(timing.time().toMillis());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^\\Q" + cell.benchmark().getName() + "\\E\\.")
            .param(Subject.PARAMETER, subject.name())
            .addProfiler(GCProfiler.class)
            .forks(1)
            .jvm(jvm.java().toString())
            .jvmArgsAppend(MeasuredJvm.args(settings.jvmArgs()).toArray(String[]::new))
            .warmupIterations(timing.warmUps())
            .warmupTime(time)
            .measurementIterations(timing.iterations())
            .measurementTime(time)
            .shouldFailOnError(true)
            .verbosity(settings.verbose() ? VerboseMode.NORMAL : VerboseMode.SILENT);
    cell.parameters().forEach(options::param);
    return settings.counters()
        ? options.addProfiler(LinuxPerfNormProfiler.class, PerfCounters.EVENTS)
        : options;
  }
}
