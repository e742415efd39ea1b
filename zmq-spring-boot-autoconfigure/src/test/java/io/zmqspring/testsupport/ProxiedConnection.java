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

package io.zmqspring.testsupport;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import io.zmqspring.support.Threads;

/**
 * One connection through a {@link MessageProxy}. Bytes of the subscriber are copied;
 * those of the publisher are read as the frames of ZMTP 3 (RFC 23).
 */
final class ProxiedConnection {

	private static final int BUFFER_BYTES = 64 * 1024;

	private static final int GREETING_BYTES = 64;

	private static final int MORE = 1;

	private static final int LONG = 2;

	private static final int COMMAND = 4;

	private static final int LONGEST_SHORT = 255;

	private static final int OVERTAKING = 3;

	private final Deque<Delayed> delayed = new ArrayDeque<>();

	private final MessageProxy proxy;

	private final RawConnection subscriber;

	private final RawConnection publisher;

	private final Random random;

	private long messages;

	private ProxiedConnection(MessageProxy proxy, RawConnection subscriber, RawConnection publisher, long seed) {
		this.proxy = proxy;
		this.subscriber = subscriber;
		this.publisher = publisher;
		this.random = new Random(seed);
	}

	/**
	 * Connect a subscriber with the publisher.
	 * @param proxy the proxy
	 * @param subscriber the connection of the subscriber; it is reset if the publisher
	 * refuses
	 * @param target the address of the publisher
	 * @param seed the seed of random decisions
	 * @return the connection, not started
	 * @throws IOException if the publisher refuses
	 */
	static ProxiedConnection open(MessageProxy proxy, RawConnection subscriber, String target, long seed)
			throws IOException {
		try {
			RawConnection publisher = RawConnection.open(target);
			subscriber.setNoDelay();
			publisher.setNoDelay();
			return new ProxiedConnection(proxy, subscriber, publisher, seed);
		}
		catch (IOException ex) {
			subscriber.reset();
			throw ex;
		}
	}

	void start() {
		Threads.daemon(() -> run(this::copySubscriptions), "message-proxy-subscriptions").start();
		Threads.daemon(() -> run(this::forwardMessages), "message-proxy-messages").start();
	}

	// The end of one direction ends the other one
	private void run(Direction direction) {
		try {
			direction.transfer();
		}
		catch (IOException ex) {
			// One of the sides has ended the connection
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			reset();
		}
	}

	private void copySubscriptions() throws IOException {
		byte[] chunk = new byte[BUFFER_BYTES];
		int count = this.subscriber.in().read(chunk);
		while (count >= 0) {
			this.publisher.out().write(chunk, 0, count);
			count = this.subscriber.in().read(chunk);
		}
	}

	private void forwardMessages() throws IOException, InterruptedException {
		DataInputStream in = new DataInputStream(new BufferedInputStream(this.publisher.in(), BUFFER_BYTES));
		DataOutputStream out = new DataOutputStream(new BufferedOutputStream(this.subscriber.out(), BUFFER_BYTES));
		// The two sides exchange their greetings in parts
		for (int i = 0; i < GREETING_BYTES; i++) {
			out.write(in.readUnsignedByte());
			flushIfIdle(in, out);
		}
		try {
			List<byte[]> frames = new ArrayList<>();
			while (true) {
				this.proxy.awaitFlow(this);
				forwardFrame(in, out, frames);
				flushIfIdle(in, out);
			}
		}
		catch (EOFException ex) {
			// The publisher has stopped, and what it had sent still arrives
			for (Delayed message : this.delayed) {
				write(out, message.frames());
			}
			out.flush();
			this.subscriber.close();
		}
	}

	private void forwardFrame(DataInputStream in, DataOutputStream out, List<byte[]> frames) throws IOException {
		int flags = in.readUnsignedByte();
		byte[] frame = new byte[((flags & LONG) != 0) ? Math.toIntExact(in.readLong()) : in.readUnsignedByte()];
		in.readFully(frame);
		if ((flags & COMMAND) != 0) {
			write(out, flags, frame);
			return;
		}
		frames.add(frame);
		if ((flags & MORE) == 0) {
			treat(out, List.copyOf(frames));
			frames.clear();
		}
	}

	private static void flushIfIdle(DataInputStream in, DataOutputStream out) throws IOException {
		if (in.available() == 0) {
			out.flush();
		}
	}

	private void treat(DataOutputStream out, List<byte[]> frames) throws IOException {
		switch (this.proxy.decide(frames, this.random)) {
			case FORWARD -> write(out, frames);
			case DUPLICATE -> {
				write(out, frames);
				write(out, frames);
			}
			case DELAY -> this.delayed.add(new Delayed(this.messages + OVERTAKING, frames));
			case DROP -> {
			}
		}
		while (!this.delayed.isEmpty() && this.delayed.getFirst().after() <= this.messages) {
			write(out, this.delayed.removeFirst().frames());
		}
		this.messages++;
	}

	private static void write(DataOutputStream out, List<byte[]> frames) throws IOException {
		for (int i = 0; i < frames.size(); i++) {
			write(out, (i < frames.size() - 1) ? MORE : 0, frames.get(i));
		}
	}

	private static void write(DataOutputStream out, int flags, byte[] frame) throws IOException {
		if (frame.length > LONGEST_SHORT) {
			out.write(flags | LONG);
			out.writeLong(frame.length);
		}
		else {
			out.write(flags & ~LONG);
			out.write(frame.length);
		}
		out.write(frame);
	}

	boolean hasEnded() {
		return this.subscriber.isClosed();
	}

	/**
	 * End the connection. Each side notices this at once.
	 */
	void reset() {
		reset(this.subscriber);
		reset(this.publisher);
		this.proxy.ended(this);
	}

	private static void reset(RawConnection side) {
		try {
			if (!side.isClosed()) {
				side.reset();
			}
		}
		catch (IOException ex) {
			// The other thread has closed it meanwhile
		}
	}

	/**
	 * A message that later ones overtake.
	 *
	 * @param after the number of the message after which it is forwarded
	 * @param frames its frames
	 */
	private record Delayed(long after, List<byte[]> frames) {

	}

	/**
	 * What the thread of a direction does.
	 */
	@FunctionalInterface
	private interface Direction {

		void transfer() throws IOException, InterruptedException;

	}

}
