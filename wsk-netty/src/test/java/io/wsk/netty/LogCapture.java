package io.wsk.netty;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Keeps what is logged at WARN or above, so that a test can fail on what it did not ask for. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

  LogCapture() {
    setContext(root().getLoggerContext());
    start();
    root().addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      IThrowableProxy cause = event.getThrowableProxy();
      lines.add(
          event.getLevel()
              + " "
              + event.getLoggerName()
              + ": "
              + event.getFormattedMessage()
              + (cause == null ? "" : " | " + cause.getClassName() + ": " + cause.getMessage()));
    }
  }

  /** Takes all lines. */
  List<String> take() {
    List<String> taken = new ArrayList<>();
    String line;
    while ((line = lines.poll()) != null) {
      taken.add(line);
    }
    return taken;
  }

  @Override
  public void close() {
    root().detachAppender(this);
    stop();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
