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

package io.zmqspring.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.side.Contestant;
import io.zmqspring.benchmarks.side.CurveKeys;
import io.zmqspring.benchmarks.side.Load;
import io.zmqspring.jmh.LoopSockets;
import io.zmqspring.settings.SocketTuning;

/**
 * Peers that use libzmq from C and from Python, with the socket options of the JeroMQ
 * loop.
 */
final class NativeContestants {

	private static final String PYTHON = "/usr/bin/python3";

	private NativeContestants() {
	}

	static Contestant libzmq() {
		return libzmq("libzmq", (end) -> List.of());
	}

	static Contestant libzmqWithCurve() {
		return libzmq("libzmq-curve", (end) -> CurveKeys.arguments(end.equals("producer")));
	}

	private static Contestant libzmq(String name, Function<String, List<String>> further) {
		Path program = Programs.workDirectory("libzmq").resolve("peer");
		String complaint = Programs.complaint(List.of("cc", "-O2", "-o", program.toString(),
				Programs.HOME.resolve("src/main/native/peer.c").toString(), "-lzmq", "-pthread"));
		String absence = (complaint != null) ? "does not compile (apt-get install gcc libzmq3-dev): " + complaint
				: null;
		return contestant(name, List.of(program.toString()), further, absence);
	}

	static Contestant pyzmq() {
		String complaint = Programs.complaint(List.of(PYTHON, "-c", "import zmq"));
		String absence = (complaint != null) ? "does not import (apt-get install python3-zmq): " + complaint : null;
		return contestant("pyzmq", List.of(PYTHON, Programs.HOME.resolve("src/main/python/peer.py").toString()),
				(end) -> List.of(), absence);
	}

	private static Contestant contestant(String name, List<String> program, Function<String, List<String>> further,
			@Nullable String absence) {
		return new Contestant(name, (load) -> true, (end, load) -> command(program, end, load, further.apply(end)),
				null, absence);
	}

	private static List<String> command(List<String> program, String end, Load load, List<String> further) {
		List<String> command = new ArrayList<>(program);
		command.add(end);
		command.addAll(load.arguments("").subList(1, 5));
		if (load.pattern() == Load.Pattern.ROUND_TRIP) {
			command.add(load.secondAddress());
		}
		command.addAll(options(SocketTuning.DEFAULTS));
		command.addAll(further);
		return command;
	}

	private static List<String> options(SocketTuning tuning) {
		List<String> options = new ArrayList<>(List.of("MAXMSGSIZE=" + tuning.maxMessageSize().toBytes(),
				"HANDSHAKE_IVL=" + tuning.handshakeInterval().toMillis(),
				"HEARTBEAT_IVL=" + tuning.heartbeatInterval().toMillis(),
				"HEARTBEAT_TIMEOUT=" + tuning.heartbeatTimeout().toMillis(),
				"HEARTBEAT_TTL=" + tuning.heartbeatTimeout().toMillis(),
				"RECONNECT_IVL=" + tuning.reconnectInterval().toMillis(),
				"RECONNECT_IVL_MAX=" + tuning.reconnectIntervalMax().toMillis(),
				"SNDHWM=" + LoopSockets.HIGH_WATER_MARK, "RCVHWM=" + LoopSockets.HIGH_WATER_MARK, "LINGER=1000"));
		if (tuning.sendBuffer() != null) {
			options.add("SNDBUF=" + tuning.sendBuffer().toBytes());
		}
		if (tuning.receiveBuffer() != null) {
			options.add("RCVBUF=" + tuning.receiveBuffer().toBytes());
		}
		return options;
	}

}
