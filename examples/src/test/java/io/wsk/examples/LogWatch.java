package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails a test during which something was logged at level WARN or above; Netty reports leaks so.
 */
final class LogWatch extends AppenderBase<ILoggingEvent>
    implements BeforeEachCallback, AfterEachCallback {
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeEach(ExtensionContext test) {
    warnings.clear();
    setContext(root().getLoggerContext());
    start();
    root().addAppender(this);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    root().detachAppender(this);
    stop();
    assertThat(warnings).as("logged").isEmpty();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      warnings.add(event.toString());
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
