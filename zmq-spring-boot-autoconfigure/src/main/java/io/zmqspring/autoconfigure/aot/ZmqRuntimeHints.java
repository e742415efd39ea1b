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

package io.zmqspring.autoconfigure.aot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.autoconfigure.entries.KnownKeys;
import io.zmqspring.role.ZmqRole;

/**
 * Hints for native images: the settings, what health shows as a record, the members of
 * JeroMQ that we reach without public access, and optional libraries whose presence is
 * checked. Those for handler methods come with their annotations.
 */
class ZmqRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<String> JEROMQ = List.of("org.zeromq.ZMQ$Context", "zmq.Ctx", "zmq.Mailbox", "zmq.Msg",
			"zmq.Own", "zmq.SocketBase", "zmq.SocketBase$EndpointPipe", "zmq.ZMQ$EventConsummer", "zmq.ZObject",
			"zmq.io.IOObject", "zmq.io.SessionBase", "zmq.io.StreamEngine", "zmq.io.coder.EncoderBase",
			"zmq.io.coder.IDecoder", "zmq.io.net.tcp.TcpListener", "zmq.msg.MsgAllocator", "zmq.pipe.Pipe",
			"zmq.pipe.Pipe$State", "zmq.poll.Poller", "zmq.poll.Poller$Handle", "zmq.poll.PollerBase", "zmq.socket.LB",
			"zmq.socket.pipeline.Push", "zmq.socket.pubsub.Dist", "zmq.socket.pubsub.Mtrie",
			"zmq.socket.pubsub.Mtrie$IMtrieHandler", "zmq.socket.pubsub.XPub", "zmq.util.MultiMap");

	private static final List<String> OWN = List.of("io.zmqspring.socket.Traffic");

	private static final List<String> OPTIONAL = List.of("com.goterl.lazysodium.utils.LibraryLoader",
			"kotlinx.coroutines.future.FutureKt", "org.bouncycastle.crypto.engines.Salsa20Engine",
			"org.springframework.transaction.support.TransactionSynchronization", "reactor.core.publisher.Flux",
			"tools.jackson.core.json.JsonFactory");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Set<Class<?>> settings = new LinkedHashSet<>();
		collect(ZmqProperties.class, settings);
		BindableRuntimeHintsRegistrar.forTypes(settings).registerHints(hints);
		// Keys are derived from the accessors, and texts from the fields
		settings.forEach((type) -> hints.reflection()
			.registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.ACCESS_DECLARED_FIELDS));
		for (String type : JEROMQ) {
			hints.reflection()
				.registerTypeIfPresent(classLoader, type, MemberCategory.ACCESS_DECLARED_FIELDS,
						MemberCategory.INVOKE_DECLARED_METHODS);
		}
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), ZmqRole.ResolvedName.class);
		for (String type : OWN) {
			hints.reflection().registerTypeIfPresent(classLoader, type, MemberCategory.ACCESS_DECLARED_FIELDS);
		}
		for (String type : OPTIONAL) {
			hints.reflection().registerTypeIfPresent(classLoader, type);
		}
		hints.resources().registerPattern("META-INF/maven/org.zeromq/jeromq/pom.properties");
	}

	private static void collect(Class<?> type, Set<Class<?>> settings) {
		if (settings.add(type)) {
			for (KnownKeys.Section section : KnownKeys.Section.of(type)) {
				if (section.type() != null) {
					collect(section.type(), settings);
				}
			}
		}
	}

}
