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

package io.zmqspring.proxy;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.role.statistics.TrafficTotal;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.socket.proxy.Forwarding;
import io.zmqspring.socket.proxy.ForwardingSettings;

/**
 * Forwards messages from a frontend to a backend, so that programs on both sides only
 * need to know the address of the proxy: of publishers to subscribers (XSUB and XPUB, RFC
 * 29) or of senders to receivers of work (PULL and PUSH, RFC 30). One bean per entry of
 * {@code zmq.proxies}. Frames pass as they are, whatever their number and content. Every
 * method may be called from any thread.
 *
 * @since 0.1
 */
public class ZmqProxy extends AbstractZmqRole {

	private static final Log logger = LogFactory.getLog(ZmqProxy.class);

	private final ProxySettings settings;

	private final ProxyDrops drops;

	private final TrafficTotal sent;

	private final TrafficTotal received;

	private volatile @Nullable Forwarding forwarding;

	/**
	 * Create a proxy. It opens its sockets when it is started.
	 * @param name its name in the settings
	 * @param settings its settings
	 * @param context the ZeroMQ context
	 * @param events publishes the events of the proxy
	 */
	@SuppressWarnings("this-escape")
	public ZmqProxy(String name, ProxySettings settings, ZmqContext context, ApplicationEventPublisher events) {
		super("proxy", name, context, events);
		this.settings = settings.validate();
		this.drops = new ProxyDrops(status());
		this.sent = status().statistics().sending();
		this.received = status().statistics().receiving();
	}

	@Override
	protected void open() {
		try {
			Forwarding opened = Forwarding.open(context(), socketSettings(), "proxy-" + name(),
					this.drops.listener((cause) -> recordError(cause, true)), status());
			this.sent.continueWith(opened.sent());
			this.received.continueWith(opened.received());
			this.forwarding = opened;
			opened.start();
		}
		catch (SocketOpenException ex) {
			throw new ZmqConfigurationException(status().key() + ": " + ex.problem(), ex.action(), ex);
		}
		logger.info(status() + " forwards from " + frontendAddresses() + " to " + backendAddresses());
	}

	private ForwardingSettings socketSettings() {
		PipeSettings capture = this.settings.capture();
		return new ForwardingSettings(this.settings.type(),
				this.settings.frontend().toSocketSettings(ProxySettings.BINDS),
				this.settings.backend().toSocketSettings(ProxySettings.BINDS),
				(capture != null) ? capture.toSocketSettings(ProxySettings.BINDS) : null);
	}

	@Override
	protected void release() {
		Forwarding closing = this.forwarding;
		this.forwarding = null;
		if (closing != null) {
			Duration linger = limited(this.settings.backend().linger());
			status().unsent(closing.close(linger), linger);
		}
	}

	/**
	 * A proxy starts before all other roles and stops after them, so that they can still
	 * send through it.
	 */
	@Override
	public int getPhase() {
		return RoleLifecycle.PROXY_PHASE;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public ProxySettings settings() {
		return this.settings;
	}

	@Override
	protected Sockets sockets() {
		Forwarding open = this.forwarding;
		return (open != null) ? new Sockets(open.connections(), open.addresses().backend(), open.addresses().frontend(),
				open.faults(), open.warnings(), open.absentPeers(), List.of(open::queueDepth), List.of(), List.of())
			.with(open::isBusy) : Sockets.NONE;
	}

	@Override
	public List<String> addresses() {
		return Stream.of(frontendAddresses(), backendAddresses(), captureAddresses()).flatMap(List::stream).toList();
	}

	/**
	 * The addresses that publishers or senders of work use: those really bound, with
	 * their real ports, or else those of the settings.
	 * @return the addresses
	 */
	public List<String> frontendAddresses() {
		return addresses(this.settings.frontend(), Forwarding.Addresses::frontend);
	}

	/**
	 * The addresses that subscribers or receivers of work use: those really bound, with
	 * their real ports, or else those of the settings.
	 * @return the addresses
	 */
	public List<String> backendAddresses() {
		return addresses(this.settings.backend(), Forwarding.Addresses::backend);
	}

	/**
	 * The addresses at which copies are published: those really bound, with their real
	 * ports, or else those of the settings.
	 * @return the addresses, empty without {@code capture}
	 */
	public List<String> captureAddresses() {
		return addresses(this.settings.capture(), Forwarding.Addresses::capture);
	}

	private List<String> addresses(@Nullable PipeSettings socket,
			Function<Forwarding.Addresses, List<String>> boundAddresses) {
		Forwarding open = this.forwarding;
		List<String> bound = (open != null) ? boundAddresses.apply(open.addresses()) : List.of();
		if (!bound.isEmpty() || socket == null) {
			return bound;
		}
		return socket.endpoints().stream().map(Endpoint::toString).toList();
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses of each socket, empty while not running and for sockets that
	 * connect
	 */
	public BoundAddresses boundAddresses() {
		Forwarding open = this.forwarding;
		return (open != null) ? new BoundAddresses(open.addresses().frontend(), open.addresses().backend(),
				open.addresses().capture()) : BoundAddresses.NONE;
	}

	/**
	 * The addresses that a proxy has bound, with their real ports.
	 *
	 * @param frontend those of the socket that receives, empty if it connects
	 * @param backend those of the socket that sends, empty if it connects
	 * @param capture those of the socket that publishes copies, empty if it connects or
	 * there is none
	 */
	public record BoundAddresses(List<String> frontend, List<String> backend, List<String> capture) {

		static final BoundAddresses NONE = new BoundAddresses(List.of(), List.of(), List.of());

	}

}
