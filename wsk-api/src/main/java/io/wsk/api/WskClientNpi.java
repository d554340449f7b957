package io.wsk.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who registers: a context and a dispatch.
 *
 * <p>C: {@code WSK_CLIENT_NPI}.
 *
 * @param clientContext given to the client-event callback unchanged; may be null
 * @param dispatch version and client-event callback
 * @param <A> the type of the client's context
 */
public record WskClientNpi<A>(@Nullable A clientContext, WskClientDispatch<A> dispatch) {
  /**
   * Checks that there is a dispatch.
   *
   * @param clientContext see the record
   * @param dispatch see the record
   */
  public WskClientNpi {
    Objects.requireNonNull(dispatch, "dispatch");
  }

  /**
   * A client without a context and without client events.
   *
   * @param version the version the client is written for
   * @return the NPI
   */
  public static WskClientNpi<Void> of(int version) {
    return new WskClientNpi<>(null, new WskClientDispatch<>(version, 0, null));
  }
}
