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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.zeromq.SocketType;

import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.ZmqContext;

/**
 * Creates proxies without an application context, and plain JeroMQ peers of them. Closing
 * stops all of them.
 */
public final class ProxyRoles implements AutoCloseable {

	private static final String ANY_PORT = "tcp://127.0.0.1:0";

	private final List<RawPeer> peers = new ArrayList<>();

	private final List<ZmqProxy> proxies = new ArrayList<>();

	private final ZmqContext context;

	public ProxyRoles() {
		this(SecuritySettings.DEFAULTS);
	}

	public ProxyRoles(SecuritySettings security) {
		this.context = new ZmqContext(ContextSettings.DEFAULTS, security);
	}

	public ZmqContext context() {
		return this.context;
	}

	/**
	 * Start a proxy at free ports.
	 * @param type its type
	 * @return the proxy
	 */
	public ZmqProxy start(ProxyType type) {
		return start(type, (builder) -> {
		});
	}

	/**
	 * Start a proxy.
	 * @param type its type
	 * @param change changes its settings, which have free ports
	 * @return the proxy
	 */
	public ZmqProxy start(ProxyType type, Consumer<ProxySettings.Builder> change) {
		ProxySettings.Builder builder = ProxySettings.builder(type)
			.frontend(PipeSettings.of(ANY_PORT))
			.backend(PipeSettings.of(ANY_PORT));
		change.accept(builder);
		return start("p", builder.build());
	}

	public ZmqProxy start(String name, ProxySettings settings) {
		ZmqProxy proxy = new ZmqProxy(name, settings, this.context, (event) -> {
		});
		this.proxies.add(proxy);
		proxy.start();
		return proxy;
	}

	/**
	 * Connect a JeroMQ socket to the frontend of a proxy.
	 * @param type the type of the socket
	 * @param proxy the proxy
	 * @return the peer
	 */
	public RawPeer before(SocketType type, ZmqProxy proxy) {
		return before(type, proxy, TestSecurity.NULL);
	}

	/**
	 * Connect a JeroMQ socket to the frontend of a proxy.
	 * @param type the type of the socket
	 * @param proxy the proxy
	 * @param security the security of the socket
	 * @return the peer
	 */
	public RawPeer before(SocketType type, ZmqProxy proxy, TestSecurity security) {
		return connect(type, proxy, proxy.frontendAddresses().get(0), security);
	}

	/**
	 * Connect a JeroMQ socket to the backend of a proxy.
	 * @param type the type of the socket
	 * @param proxy the proxy
	 * @return the peer
	 */
	public RawPeer behind(SocketType type, ZmqProxy proxy) {
		return behind(type, proxy, TestSecurity.NULL);
	}

	/**
	 * Connect a JeroMQ socket to the backend of a proxy.
	 * @param type the type of the socket
	 * @param proxy the proxy
	 * @param security the security of the socket
	 * @return the peer
	 */
	public RawPeer behind(SocketType type, ZmqProxy proxy, TestSecurity security) {
		return connect(type, proxy, proxy.backendAddresses().get(0), security);
	}

	/**
	 * Connect a JeroMQ SUB to the capture address of a proxy.
	 * @param proxy the proxy
	 * @return the peer
	 */
	public RawPeer capturing(ZmqProxy proxy) {
		return connect(SocketType.SUB, proxy, proxy.captureAddresses().get(0), TestSecurity.NULL);
	}

	// A plain SUB whose handshake has stalled would write its first subscription into the
	// queue of the connection before
	private RawPeer connect(SocketType type, ZmqProxy proxy, String address, TestSecurity security) {
		int before = proxy.connectionCount();
		RawPeer peer = RawPeer.connecting(type, address, security);
		this.peers.add(peer);
		await().until(() -> proxy.connectionCount() > before);
		peer.work();
		return peer;
	}

	/**
	 * Close a peer together with the proxies.
	 * @param peer the peer
	 * @return the peer
	 */
	public RawPeer closing(RawPeer peer) {
		this.peers.add(peer);
		return peer;
	}

	/**
	 * Start an Awaitility condition with a poll interval of 5 ms.
	 * @return the condition
	 */
	public static ConditionFactory await() {
		return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).await();
	}

	@Override
	public void close() {
		this.peers.forEach(RawPeer::close);
		this.proxies.forEach(ZmqProxy::destroy);
		this.context.close();
	}

}
