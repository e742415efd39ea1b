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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A Linux network namespace for another process, connected to the network of this process
 * by a pair of virtual interfaces. Skips the test unless it runs on Linux, as root, with
 * the tool {@code ip}.
 */
public final class NetworkNamespace implements AutoCloseable {

	private final String name = "zmq" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0xffff));

	private final String subnet = "10.213." + ThreadLocalRandom.current().nextInt(256) + ".";

	public NetworkNamespace() {
		assumeTrue(succeeds("ip", "netns", "add", this.name),
				"Cannot create a network namespace: this needs Linux, root and the tool ip");
		try {
			assumeTrue(succeeds("ip", "link", "add", ourEnd(), "type", "veth", "peer", "name", "there", "netns",
					this.name), "Cannot create a pair of virtual interfaces: the kernel has no veth");
			run("ip", "addr", "add", ourHost() + "/24", "dev", ourEnd());
			run("ip", "-n", this.name, "addr", "add", theirHost() + "/24", "dev", "there");
			run("ip", "-n", this.name, "link", "set", "lo", "up");
			run("ip", "-n", this.name, "link", "set", "there", "up");
			up();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private String ourEnd() {
		return this.name + "h";
	}

	public String ourHost() {
		return this.subnet + "1";
	}

	public String theirHost() {
		return this.subnet + "2";
	}

	/**
	 * Return the command that runs another command in the namespace.
	 * @return the first arguments of the whole command
	 */
	public List<String> launcher() {
		return List.of("ip", "netns", "exec", this.name);
	}

	/**
	 * Connect the two networks.
	 */
	public void up() {
		run("ip", "link", "set", ourEnd(), "up");
	}

	/**
	 * Disconnect the two networks.
	 */
	public void down() {
		run("ip", "link", "set", ourEnd(), "down");
	}

	private static void run(String... command) {
		if (!succeeds(command)) {
			throw new IllegalStateException("Command failed: " + String.join(" ", command));
		}
	}

	private static boolean succeeds(String... command) {
		if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
			return false;
		}
		try {
			return new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new UncheckedIOException(new IOException("Interrupted", ex));
		}
	}

	@Override
	public void close() {
		// Deleting one interface of the pair deletes both
		succeeds("ip", "link", "del", ourEnd());
		run("ip", "netns", "del", this.name);
	}

}
