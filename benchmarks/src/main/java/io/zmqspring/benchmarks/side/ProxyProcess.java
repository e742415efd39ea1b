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

package io.zmqspring.benchmarks.side;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.benchmarks.StarterApplication;
import io.zmqspring.jmh.LoopSockets;

/**
 * The main class of the process of a proxy: one of the starter, or {@code ZMQ.proxy}
 * between two sockets by hand. Both have the same queues, without a limit where they
 * would drop messages. Ends when its standard input ends.
 */
public final class ProxyProcess {

	private ProxyProcess() {
	}

	/**
	 * Run the proxy.
	 * @param arguments {@code starter} or {@code by-hand}, the pattern, and the addresses
	 * of frontend and backend
	 * @throws IOException if standard input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		boolean published = Load.Pattern.of(arguments[1]) == Load.Pattern.PUB_SUB;
		if (arguments[0].equals("starter")) {
			runStarter(arguments, published);
		}
		else {
			runByHand(arguments, published);
		}
		System.exit(0);
	}

	@SuppressWarnings("try")
	private static void runStarter(String[] arguments, boolean published) throws IOException {
		Map<String, String> settings = Map.of("zmq.proxies.bench.type", arguments[1],
				"zmq.proxies.bench.frontend.address", arguments[2], "zmq.proxies.bench.backend.address", arguments[3],
				"zmq.proxies.bench.backend.high-water-mark", published ? "0" : "1000");
		try (ConfigurableApplicationContext context = StarterApplication.start(settings)) {
			awaitEndOfInput();
		}
	}

	private static void runByHand(String[] arguments, boolean published) throws IOException {
		ZContext context = new ZContext();
		ZMQ.Socket frontend = LoopSockets.create(context, published ? SocketType.XSUB : SocketType.PULL);
		ZMQ.Socket backend = LoopSockets.create(context, published ? SocketType.XPUB : SocketType.PUSH);
		if (published) {
			backend.setSndHWM(0);
		}
		LoopSockets.bound(frontend, arguments[2]);
		LoopSockets.bound(backend, arguments[3]);
		Thread thread = new Thread(() -> ZMQ.proxy(frontend, backend, null), "proxy");
		thread.setDaemon(true);
		thread.start();
		awaitEndOfInput();
	}

	private static void awaitEndOfInput() throws IOException {
		System.out.println("> ready");
		System.in.transferTo(OutputStream.nullOutputStream());
	}

}
