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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A {@link ProxyProcess}, to whose two addresses {@link ThroughProxyPeer} connects.
 */
final class ProxyBroker implements Contestant.Broker {

	private final String address;

	private final Process process;

	private ProxyBroker(String address, Process process) {
		this.address = address;
		this.process = process;
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	/**
	 * Return the contestants with a proxy, in pairs of which one uses {@code ZMQ.proxy}.
	 * @return a contestant for each pattern and kind of proxy
	 */
	static List<Contestant> contestants() {
		List<Contestant> contestants = new ArrayList<>();
		for (Load.Pattern pattern : List.of(Load.Pattern.PUB_SUB, Load.Pattern.PUSH_PULL)) {
			for (String kind : List.of("starter", "by-hand")) {
				contestants.add(new Contestant("proxy-" + kind + "-" + pattern.text(),
						(load) -> load.pattern() == pattern && load.wireFormat() == Load.Format.MULTIPART,
						(end, load) -> Contestant.javaCommand(Peers.THROUGH_PROXY, end, load),
						() -> start(kind, pattern), null));
			}
		}
		return contestants;
	}

	private static ProxyBroker start(String kind, Load.Pattern pattern) {
		try (Addresses addresses = new Addresses()) {
			String address = addresses.next(Transport.TCP);
			Load load = new Load(pattern, Load.Format.MULTIPART, Long.BYTES, address);
			List<String> command = Contestant.javaCommand(System.getProperty("java.class.path"), ProxyProcess.class);
			command.addAll(List.of(kind, pattern.text(), load.address(), load.secondAddress()));
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			ProxyBroker broker = new ProxyBroker(address, process);
			broker.awaitReady();
			return broker;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitReady() throws IOException {
		String line = this.process.inputReader().readLine();
		while (line != null && !line.equals("> ready")) {
			line = this.process.inputReader().readLine();
		}
		if (line == null) {
			throw new IOException("The proxy did not start");
		}
	}

	@Override
	public String address() {
		return this.address;
	}

	@Override
	public ProcessHandle process() {
		return this.process.toHandle();
	}

	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (this.process.waitFor(5, TimeUnit.SECONDS)) {
				return;
			}
		}
		catch (IOException ex) {
			// It has ended, or is ended now
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.process.destroyForcibly();
	}

}
