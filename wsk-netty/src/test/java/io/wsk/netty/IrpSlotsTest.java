package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import org.junit.jupiter.api.Test;

/** An IRP keeps the request of its last call of each kind, for the socket that it was made for. */
class IrpSlotsTest {
  private final Irp<Void> irp = Irp.allocate();
  private final Object path = new Object();
  private final Object otherPath = new Object();

  private record Send(Object path) implements KeptRequest {
    @Override
    public boolean isFor(Object otherPath) {
      return path == otherPath;
    }
  }

  private record Receive(Object path) implements KeptRequest {
    @Override
    public boolean isFor(Object otherPath) {
      return path == otherPath;
    }
  }

  @Test
  void anIrpThatHasNotBeenUsedHasNone() {
    assertThat(IrpSlots.find(irp, Send.class, path)).isNull();
  }

  @Test
  void theRequestOfTheLastCallIsFoundForTheSameSocketAndKind() {
    Send send = new Send(path);
    IrpSlots.keep(irp, send);
    assertThat(IrpSlots.find(irp, Send.class, path)).isSameAs(send);
    assertThat(IrpSlots.find(irp, Send.class, otherPath)).isNull();
    assertThat(IrpSlots.find(irp, Receive.class, path)).isNull();
  }

  @Test
  void anIrpThatDoesTwoThingsInTurnKeepsBoth() {
    Send send = new Send(path);
    Receive receive = new Receive(path);
    IrpSlots.keep(irp, send);
    IrpSlots.keep(irp, receive);
    IrpSlots.keep(irp, send);
    assertThat(IrpSlots.find(irp, Send.class, path)).isSameAs(send);
    assertThat(IrpSlots.find(irp, Receive.class, path)).isSameAs(receive);
  }

  @Test
  void aRequestForAnotherSocketTakesThePlaceOfTheLastOneOfItsKind() {
    Receive receive = new Receive(path);
    Send other = new Send(otherPath);
    IrpSlots.keep(irp, new Send(path));
    IrpSlots.keep(irp, receive);
    IrpSlots.keep(irp, other);
    assertThat(IrpSlots.find(irp, Send.class, path)).isNull();
    assertThat(IrpSlots.find(irp, Send.class, otherPath)).isSameAs(other);
    assertThat(IrpSlots.find(irp, Receive.class, path)).isSameAs(receive);
  }

  @Test
  void anotherProvidersObjectIsNoRequest() {
    IoManager.setDriverContext(irp, "another provider's");
    assertThat(IrpSlots.find(irp, Send.class, path)).isNull();
    Send send = new Send(path);
    IrpSlots.keep(irp, send);
    assertThat(IrpSlots.find(irp, Send.class, path)).isSameAs(send);
  }
}
