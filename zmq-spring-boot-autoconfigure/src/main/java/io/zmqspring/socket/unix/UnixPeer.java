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

package io.zmqspring.socket.unix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The peer of a Unix domain connection. It has no address, so it has a number, and the
 * operating system knows its user.
 *
 * @since 0.1
 */
public final class UnixPeer {

	// Discard-only addresses, RFC 6666
	private static final long DISCARD_ONLY = 0x0100_0000_0000_0000L;

	private static final String NAME = "ipc peer ";

	private static final String SCHEME = "ipc://";

	private static final int MOST_RECENT = 1000;

	private static final AtomicLong LAST_NUMBER = new AtomicLong();

	private static final UserLookup USERS = new UserLookup();

	private static final Map<SocketChannel, UnixPeer> PEERS = Collections.synchronizedMap(new WeakHashMap<>());

	private static final Map<@Nullable String, UnixPeer> RECENT = Collections.synchronizedMap(new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<@Nullable String, UnixPeer> eldest) {
			return size() > MOST_RECENT;
		}

	});

	private final long number = LAST_NUMBER.incrementAndGet();

	private volatile @Nullable String user;

	private final @Nullable String endpoint;

	private UnixPeer(SocketChannel channel) {
		this.endpoint = endpoint(channel);
	}

	private static @Nullable String endpoint(SocketChannel channel) {
		try {
			return (channel.getRemoteAddress() instanceof UnixDomainSocketAddress remote
					&& !remote.getPath().toString().isEmpty()) ? SCHEME + remote.getPath() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Describe the peer of a connection. Does not wait: the user is looked up by another
	 * thread. Meanwhile {@link SocketChannel#configureBlocking} would wait, so it is to
	 * be called before.
	 * @param channel the connection
	 * @return the peer, with a new number
	 */
	public static UnixPeer of(SocketChannel channel) {
		UnixPeer peer = new UnixPeer(channel);
		PEERS.put(channel, peer);
		RECENT.put(peer.name(), peer);
		USERS.submit(channel, (user) -> peer.user = user);
		return peer;
	}

	/**
	 * Find the peer of a connection.
	 * @param channel the connection, of any kind
	 * @return the peer, {@code null} if the connection was not given to {@link #of}
	 */
	public static @Nullable UnixPeer find(SocketChannel channel) {
		return PEERS.get(channel);
	}

	/**
	 * Whether a name is one of a peer, not an address.
	 * @param name the name
	 * @return {@code true} if {@link #name()} has returned such a name
	 */
	public static boolean isName(String name) {
		return name.startsWith(NAME);
	}

	/**
	 * Find one of the last 1,000 peers.
	 * @param name its name, or the address of another peer
	 * @return the peer, {@code null} if it is none of them
	 */
	public static @Nullable UnixPeer find(@Nullable String name) {
		return RECENT.get(name);
	}

	/**
	 * The name of the peer, which does not change: in events, headers, requests for
	 * authorization, and as the key of its connection. It does not contain the user, who
	 * is known some time later or never.
	 * @return such as {@code ipc peer 17}
	 */
	public String name() {
		return NAME + this.number;
	}

	/**
	 * Where the peer has bound.
	 * @return such as {@code ipc:///run/prices}, {@code null} if the peer has connected
	 */
	public @Nullable String endpoint() {
		return this.endpoint;
	}

	/**
	 * The number of the peer, unique in this JVM.
	 * @return 1 or more
	 */
	public long number() {
		return this.number;
	}

	/**
	 * The user who has started the peer: a name, or a number if there is no name for it.
	 * @return the user, {@code null} if it is not known, or not yet
	 */
	public @Nullable String user() {
		return this.user;
	}

	/**
	 * An address that no host has (RFC 6666, discard-only), and that differs for each
	 * peer.
	 * @return the address, with port 0
	 */
	public InetSocketAddress address() {
		try {
			byte[] bytes = ByteBuffer.allocate(16).putLong(DISCARD_ONLY).putLong(this.number).array();
			return new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("16 bytes are an address", ex);
		}
	}

	/**
	 * The name and the user, for lists of connections and log lines.
	 * @return such as {@code ipc peer 17 (uid alice)}, the name only as long as the user
	 * is not known
	 */
	@Override
	public String toString() {
		String known = this.user;
		return name() + ((known != null) ? " (uid " + known + ")" : "");
	}

}
