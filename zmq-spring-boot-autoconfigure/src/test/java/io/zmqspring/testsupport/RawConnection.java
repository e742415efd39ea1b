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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection of tcp or ipc that carries the bytes of a test, without ZeroMQ. One thread
 * may read while another one writes. Any thread may close it; a read or write that waits
 * fails then.
 */
public final class RawConnection implements AutoCloseable {

	// The JDK copies the array into a buffer of this size
	private static final int CHUNK_BYTES = 64 * 1024;

	private static final int LONGEST_MILLIS = 30_000;

	private final InputStream in = new Input();

	private final OutputStream out = new Output();

	private final SocketChannel channel;

	private final ChannelReadiness readable;

	private final ChannelReadiness writable;

	private volatile int timeoutMillis;

	RawConnection(SocketChannel channel) throws IOException {
		this.channel = channel;
		this.readable = new ChannelReadiness(channel);
		this.writable = new ChannelReadiness(channel);
	}

	/**
	 * Connect.
	 * @param address an address of tcp or ipc
	 * @return the connection
	 * @throws IOException if it is refused
	 */
	public static RawConnection open(String address) throws IOException {
		return open(address, null);
	}

	/**
	 * Connect from an address of this machine.
	 * @param address an address of tcp, or of ipc if {@code from} is {@code null}
	 * @param from the own address, {@code null} for any
	 * @return the connection
	 * @throws IOException if it is refused
	 */
	public static RawConnection open(String address, @Nullable InetAddress from) throws IOException {
		SocketAddress remote = TestTransport.socketAddress(address);
		SocketChannel channel = TestTransport.openChannel(remote);
		try {
			if (from != null) {
				channel.bind(new InetSocketAddress(from, 0));
			}
			channel.connect(remote);
			return new RawConnection(channel);
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Set how long a read waits for the next byte. Then it throws a
	 * {@link SocketTimeoutException}.
	 * @param millis the time-out, 0 for none
	 */
	public void setTimeout(int millis) {
		this.timeoutMillis = millis;
	}

	/**
	 * Send small pieces at once, also over tcp.
	 * @throws IOException if the connection is closed
	 */
	public void setNoDelay() throws IOException {
		if (this.channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
			this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		}
	}

	public InputStream in() {
		return this.in;
	}

	public OutputStream out() {
		return this.out;
	}

	/**
	 * Write bytes, however long this takes.
	 * @param bytes the bytes
	 * @throws IOException if the connection is closed
	 */
	public void write(byte[] bytes) throws IOException {
		this.out.write(bytes);
	}

	/**
	 * Read until the other side ends or resets the connection.
	 * @param millis the longest wait for the next byte
	 * @return {@code false} if it has not ended
	 * @throws IOException if this side has closed it
	 */
	public boolean endsWithin(int millis) throws IOException {
		setTimeout(millis);
		try {
			this.in.readAllBytes();
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (SocketException ex) {
			// The connection was reset, so it is closed
			return true;
		}
	}

	/**
	 * Wait until the other side ends or resets the connection, and assert that it does so
	 * within a time.
	 * @param millis the time, without pauses of the machine
	 * @throws IOException if this side has closed it
	 */
	public void assertEndsWithin(int millis) throws IOException {
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(endsWithin(LONGEST_MILLIS)).as("the other side has ended the connection").isTrue();
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofMillis(millis));
	}

	/**
	 * End the output.
	 * @throws IOException if the connection is closed
	 */
	public void halfClose() throws IOException {
		this.channel.shutdownOutput();
	}

	/**
	 * Close without waiting for the other side to receive what was written. Over tcp it
	 * is told so; ipc has no reset.
	 * @throws IOException if closing fails
	 */
	public void reset() throws IOException {
		this.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
		close();
	}

	public boolean isClosed() {
		return !this.channel.isOpen();
	}

	@Override
	public void close() throws IOException {
		// First: a channel that has a selector is not closed at once
		this.readable.close();
		this.writable.close();
		this.channel.close();
	}

	private final class Input extends InputStream {

		private final ByteBuffer available = ByteBuffer.allocate(8192).limit(0);

		@Override
		public int available() throws IOException {
			if (!this.available.hasRemaining()) {
				RawConnection.this.channel.read(this.available.clear());
				this.available.flip();
			}
			return this.available.remaining();
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.available.hasRemaining()) {
				int count = Math.min(length, this.available.remaining());
				this.available.get(bytes, offset, count);
				return count;
			}
			ByteBuffer target = ByteBuffer.wrap(bytes, offset, Math.min(length, CHUNK_BYTES));
			int timeout = RawConnection.this.timeoutMillis;
			int count = RawConnection.this.channel.read(target);
			while (count == 0 && length > 0) {
				if (!RawConnection.this.readable.await(SelectionKey.OP_READ, timeout) && timeout > 0) {
					throw new SocketTimeoutException("Nothing has arrived within " + timeout + " ms");
				}
				count = RawConnection.this.channel.read(target);
			}
			return count;
		}

	}

	private final class Output extends OutputStream {

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value });
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
			int end = left.limit();
			while (left.position() < end) {
				left.limit(Math.min(end, left.position() + CHUNK_BYTES));
				if (RawConnection.this.channel.write(left) == 0) {
					RawConnection.this.writable.await(SelectionKey.OP_WRITE, 0);
				}
			}
		}

		@Override
		public void close() throws IOException {
			RawConnection.this.close();
		}

	}

}
