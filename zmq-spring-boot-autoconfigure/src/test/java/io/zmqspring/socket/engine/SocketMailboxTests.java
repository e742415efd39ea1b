/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.socket.engine;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Command;
import zmq.Mailbox;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZObject;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.support.Housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sockets that process the last command sent to them, and close, before the sender has
 * woken them. {@link EarlyReceiver} makes that happen each time.
 */
@Timeout(60)
class SocketMailboxTests {

	private final Housekeeping housekeeping = new Housekeeping((ex) -> {
	});

	private final Engine engine = new Engine(ContextSettings.DEFAULTS, this.housekeeping);

	private EarlyReceiver receiver;

	@BeforeEach
	void createReceiver() {
		this.receiver = new EarlyReceiver();
	}

	@AfterEach
	void closeHousekeeping() {
		this.housekeeping.close();
	}

	private ZMQ.Socket socket(SocketType type) {
		ZMQ.Socket socket = this.engine.socket(type);
		socket.setLinger(0);
		return socket;
	}

	@Test
	void publisherThatUnbindsWhileItsInprocSubscriberClosesEndsCleanly() throws Exception {
		ZMQ.Socket publisher = socket(SocketType.XPUB);
		publisher.bind("inproc://early");
		ZMQ.Socket subscriber = socket(SocketType.SUB);
		subscriber.connect("inproc://early");
		subscriber.subscribe("topic");
		assertThat(publisher.recvStr()).isEqualTo("\u0001topic");
		this.receiver.install(subscriber.base());
		subscriber.close();
		while (!this.receiver.isClosed()) {
			publisher.getEvents();
		}
		publisher.unbind("inproc://early");
		publisher.close();
		assertThatEngineEnds();
	}

	@Test
	void senderThatClosesWhileItsInprocReceiverClosesEndsCleanly() throws Exception {
		ZMQ.Socket puller = socket(SocketType.PULL);
		puller.bind("inproc://early");
		ZMQ.Socket pusher = socket(SocketType.PUSH);
		pusher.connect("inproc://early");
		pusher.send("message");
		this.receiver.install(pusher.base());
		pusher.close();
		while (!this.receiver.isClosed()) {
			puller.recv(ZMQ.DONTWAIT);
		}
		puller.close();
		assertThatEngineEnds();
	}

	@Test
	void tcpConnectionIsClosedWithTheSocketThatMadeIt() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			ZMQ.Socket subscriber = socket(SocketType.SUB);
			// JeroMQ may forget a fresh connection otherwise
			subscriber.base().setEventHook((event) -> this.engine.watch().connected(), zmq.ZMQ.ZMQ_EVENT_CONNECTED);
			subscriber.connect("tcp://127.0.0.1:" + server.getLocalPort());
			try (Socket peer = server.accept()) {
				assertThat(peer.getInputStream().read()).as("the first byte of the greeting").isEqualTo(0xff);
				this.receiver.install(subscriber.base());
				subscriber.close();
				assertThatPeerIsDisconnected(peer);
			}
		}
		assertThatEngineEnds();
	}

	private static void assertThatPeerIsDisconnected(Socket peer) throws IOException {
		peer.setSoTimeout(10_000);
		assertThat(peer.getInputStream().readAllBytes()).isNotEmpty();
	}

	private void assertThatEngineEnds() throws Exception {
		CompletableFuture.runAsync(this.engine::close).get(30, TimeUnit.SECONDS);
		assertThat(this.engine.fault()).as("every thread ends, and only when the engine is closed").isNotNull();
	}

	/**
	 * The commands for a socket. After the command that ends the socket was queued, it
	 * lets the reaper, which is awake for another reason, process it first.
	 */
	private static final class EarlyReceiver extends ConcurrentLinkedDeque<Command> {

		private static final long serialVersionUID = 1L;

		private static final long LONGEST_WAIT = Duration.ofMillis(300).toNanos();

		private transient SocketBase socket;

		private transient Channel channel;

		@SuppressWarnings("unchecked")
		void install(SocketBase receiver) throws ReflectiveOperationException {
			Object mailbox = field(SocketBase.class, "mailbox").get(receiver);
			Object signaler = field(Mailbox.class, "signaler").get(mailbox);
			Field commands = field(Mailbox.class, "cpipe");
			this.socket = receiver;
			this.channel = (Channel) field(signaler.getClass(), "w").get(signaler);
			addAll((Deque<Command>) commands.get(mailbox));
			commands.set(mailbox, this);
		}

		private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
			Field field = owner.getDeclaredField(name);
			field.setAccessible(true);
			return field;
		}

		boolean isClosed() {
			return !this.channel.isOpen();
		}

		@Override
		public void addLast(Command command) {
			super.addLast(command);
			if (command.toString().contains("TERM_ACK") && !Thread.currentThread().getName().contains("reaper")) {
				wakeReceiver();
				long start = System.nanoTime();
				while (!isClosed() && System.nanoTime() - start < LONGEST_WAIT) {
					Thread.onSpinWait();
				}
			}
		}

		private void wakeReceiver() {
			try {
				new WakeUp(this.socket).send();
			}
			catch (NullPointerException | ZError.IOException ex) {
				// It was awake and has closed already
			}
		}

	}

	/**
	 * A command without an effect.
	 */
	private static final class WakeUp extends ZObject {

		WakeUp(SocketBase socket) {
			super(socket.getCtx(), socket.getTid());
		}

		void send() {
			sendStop();
		}

		@Override
		protected void processStop() {
			// Nothing to do
		}

	}

}
