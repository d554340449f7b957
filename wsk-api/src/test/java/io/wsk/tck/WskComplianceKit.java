package io.wsk.tck;

import org.junit.jupiter.api.Nested;

/**
 * The whole kit. A provider runs it by a subclass per transport that makes the harness, and nothing
 * else:
 *
 * <pre>{@code
 * class NioComplianceTest extends WskComplianceKit {
 *   @Override
 *   protected WskHarness createHarness() {
 *     return new NettyHarness("nio");
 *   }
 * }
 * }</pre>
 */
public abstract class WskComplianceKit {
  /** Makes the harness of a test; each test gets one of its own. */
  protected abstract WskHarness createHarness();

  @Nested
  class AcceptRules extends AcceptContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class AcceptDemandRules extends AcceptDemandContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class AcceptEventRules extends AcceptEventContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class AddressOptionRules extends AddressOptionContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class AddressSharingRules extends AddressSharingContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class AddressInfoRules extends AddressInfoContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class AddressListRules extends AddressListContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ClientControlRules extends ClientControlContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class BacklogRules extends BacklogContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class CloseRules extends CloseContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class CloseWireRules extends CloseWireContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class CompletionRules extends CompletionContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ConnectRules extends ConnectContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ConnectionRules extends ConnectionContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class DatagramCloseRules extends DatagramCloseContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class DatagramControlRules extends DatagramControlContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class DatagramRules extends DatagramContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class DatagramSendRules extends DatagramSendContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class DeregisterRules extends DeregisterContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class DisconnectRules extends DisconnectContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class DisconnectEventRules extends DisconnectEventContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class EventDataRules extends EventDataContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class EventMaskRules extends EventMaskContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class EventRaceRules extends EventRaceContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class EventStateRules extends EventStateContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class EventSwitchRules extends EventSwitchContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class InspectDropRules extends InspectDropContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class InspectRules extends InspectContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class InspectPendRules extends InspectPendContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class IrpRules extends IrpContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ListenRules extends ListenContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class NameInfoRules extends NameInfoContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class OptionRules extends OptionContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class OptionErrorRules extends OptionErrorContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class OvertakenRules extends OvertakenContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveFromRules extends ReceiveFromContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveFromEventRules extends ReceiveFromEventContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveFromRetentionRules extends ReceiveFromRetentionContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveRules extends ReceiveContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveEventRules extends ReceiveEventContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceivePauseRules extends ReceivePauseContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveQueueRules extends ReceiveQueueContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveRetentionRules extends ReceiveRetentionContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ReceiveStreamRules extends ReceiveStreamContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class RegistrationRules extends RegistrationContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ResetRules extends ResetContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class SecurityRules extends SecurityContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class SendRules extends SendContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class SendOrderRules extends SendOrderContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class SilentModeRules extends SilentModeContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class SocketConnectRules extends SocketConnectContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class SocketRules extends SocketContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class StaticRules extends StaticContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class StreamConnectRules extends StreamConnectContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class StreamListenRules extends StreamListenContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class StreamRoleRules extends StreamRoleContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class ThreadRules extends ThreadContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class VerifierCallRules extends VerifierCallContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }

  @Nested
  class VerifierWatchRules extends VerifierWatchContract {
    @Override
    protected WskHarness createHarness() {
      return WskComplianceKit.this.createHarness();
    }
  }
}
