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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.ZmqContext;

/**
 * A socket of a role as the target.
 */
abstract class RoleTarget extends Target {

	static final ZmqMessageConverter JSON = new JsonMessageConverter(JsonMapper.builder().build());

	// Messages to hostile peers are left when a role stops
	static final String NO_LINGER = "0";

	private final Set<String> received = ConcurrentHashMap.newKeySet();

	private final Set<String> ofInsiders = ConcurrentHashMap.newKeySet();

	private volatile String intrusion = "";

	private boolean client;

	RoleTarget(PeerConnector connector, String peerType) {
		super(connector, peerType);
	}

	abstract ZmqRole role();

	void recordReceived(String text) {
		if (text.startsWith(SecureAttack.FORGED)) {
			this.intrusion = "a forged message was delivered";
		}
		else if (text.startsWith(SecureAttack.INSIDER) && !this.ofInsiders.add(text)) {
			this.intrusion = "a message was delivered twice";
		}
		this.received.add(text);
	}

	/**
	 * Whether something was delivered that no peer has a right to send.
	 * @return what it was, empty if there is nothing
	 */
	String intrusion() {
		return this.intrusion;
	}

	boolean hasReceived(String text) {
		LockSupport.parkNanos(100_000);
		return this.received.remove(text);
	}

	/**
	 * Use security, as the settings of the socket say.
	 * @param side the side of this target
	 */
	void secure(SecureSide side) {
		useSecurity(side::handshake);
		this.client = !side.targetIsServer();
	}

	// A client reports servers that it does not get into; nothing denied is a fault of a
	// server
	@Override
	String faults() {
		List<String> faults = new ArrayList<>(role().faults());
		if (this.client) {
			faults.removeIf((fault) -> Arrays.stream(DenialReason.values())
				.anyMatch((reason) -> fault.endsWith(reason.sentence())));
		}
		if (!intrusion().isEmpty()) {
			faults.add(intrusion());
		}
		return String.join(", ", faults);
	}

	@Override
	public void close() throws IOException {
		role().destroy();
		super.close();
	}

	static <T> T bind(Class<T> type, Map<String, String> settings) {
		Map<String, String> source = new HashMap<>();
		settings.forEach((key, value) -> source.put("role." + key, value));
		return new Binder(new MapConfigurationPropertySource(source)).bind("role", type).get();
	}

	/**
	 * Creates a target.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Create the target and start its role.
		 * @param context the context
		 * @param connector connects the peers
		 * @return the target
		 * @throws IOException if a good peer cannot connect
		 */
		Target create(ZmqContext context, PeerConnector connector) throws IOException;

	}

}
