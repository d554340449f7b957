package io.wsk.netty;

import static io.wsk.api.Ws2Def.MSG_TRUNC;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes of what the transport has read, and uses nodes again that no client has kept. Loop
 * only.
 *
 * <p>A read needs room for the longest datagram, so the short one that comes lies in a buffer that
 * is many times its size, and a client that retains it would keep all of that. So a short datagram
 * is copied out of a large buffer, which goes back at once; who tells the provider how long
 * datagrams get ({@link NettyOptions#datagramPayloadBytes()}) has small buffers and no copies.
 */
final class DatagramNodes {
  /** Room for one datagram up to which nothing is copied, in bytes. */
  private static final int SMALL_ROOM = 4096;

  /** A datagram that fills less than this part of its room is copied. */
  private static final int COPIED_PART = 4;

  /** How many nodes are kept for later reads. */
  private static final int MAX_SPARE = 64;

  private final ReceiveFromPath owner;
  private final int payloadBytes;
  private final int copiedBytes;
  private final ByteBufAllocator allocator;
  private final ArrivalInfo arrivalInfo = new ArrivalInfo();
  private final DatagramList spare = new DatagramList();
  private int spares;

  DatagramNodes(ReceiveFromPath owner, DatagramSocket socket) {
    NettyOptions options = socket.client().runtime().options();
    this.owner = owner;
    this.allocator = options.allocator();
    this.payloadBytes = options.datagramPayloadBytes();
    this.copiedBytes = payloadBytes < SMALL_ROOM ? -1 : payloadBytes / COPIED_PART;
  }

  ArrivalInfo arrivalInfo() {
    return arrivalInfo;
  }

  /** A node that stands for a packet, which is ours. */
  DatagramIndication of(DatagramPacket packet) {
    ByteBuf content = packet.content();
    int flags = 0;
    if (content.readableBytes() > payloadBytes) {
      // The byte beyond shows that there was more than was asked for; how much is not known.
      content.writerIndex(content.readerIndex() + payloadBytes);
      flags = MSG_TRUNC;
    }
    DatagramIndication node = node(own(content), packet);
    arrivalInfo.tell(node, packet.recipient(), flags);
    return node;
  }

  private ByteBuf own(ByteBuf content) {
    int length = content.readableBytes();
    if (length > copiedBytes) {
      return content;
    }
    ByteBuf copy;
    try {
      copy = allocator.directBuffer(Math.max(1, length));
    } catch (RuntimeException | OutOfMemoryError noMemory) {
      return content; // large, but there
    }
    content.readBytes(copy, length); // this way round there is no view of either
    content.release();
    return copy;
  }

  private DatagramIndication node(ByteBuf memory, DatagramPacket packet) {
    DatagramIndication node = takeSpare();
    if (node == null) {
      return owner.newNode(memory, packet.sender());
    }
    node.lend(memory, packet.sender());
    return node;
  }

  private @Nullable DatagramIndication takeSpare() {
    DatagramIndication node;
    while ((node = spare.removeFirst()) != null) {
      spares--;
      // A client may release what it no longer has: such a node is never lent again.
      if (!node.isReleased()) {
        return node;
      }
    }
    return null;
  }

  /** Frees the memory of a node that no client has. */
  void giveBack(DatagramIndication node) {
    node.memory().release();
    if (spares < MAX_SPARE && !node.isReleased()) {
      spares++;
      spare.addFirst(node);
    }
  }

  /** Gives all nodes of a list back; the list is empty then. */
  int giveBackAll(DatagramList list) {
    int count = 0;
    DatagramIndication node;
    while ((node = list.removeFirst()) != null) {
      giveBack(node);
      count++;
    }
    return count;
  }
}
