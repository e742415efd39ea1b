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

package io.zmqspring.socket.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import org.zeromq.ZMQ;

/**
 * Checks that the JeroMQ on the class path has the members that the starter is compiled
 * against, before a class that needs them is loaded.
 *
 * @since 0.1
 */
public final class JeroMqVersion {

	/** The version that this code is made for. */
	static final String NEEDED = "0.6.0";

	private static final String POM_PROPERTIES = "/META-INF/maven/org.zeromq/jeromq/pom.properties";

	private static final List<Hook> HOOKS = List.of(
			// Failures of engine threads
			new Hook("org.zeromq.ZMQ$Context", "setUncaughtExceptionHandler"),
			new Hook("org.zeromq.ZMQ$Context", "setNotificationExceptionHandler"),
			// Our engine threads
			new Hook("org.zeromq.ZMQ$Context", "setThreadFactor"),
			// Events of connections
			new Hook("zmq.ZMQ$EventConsummer", "consume"), new Hook("zmq.SocketBase", "setEventHook"),
			// Limits for frames
			new Hook("zmq.msg.MsgAllocator", "allocate"), new Hook("zmq.Msg", "resetMetadata"),
			// Commands in engine threads
			new Hook("zmq.ZObject", "sendStop"), new Hook("zmq.io.coder.IDecoder", "decode"));

	private static volatile boolean checked;

	private JeroMqVersion() {
	}

	/**
	 * Check the version, once.
	 * @throws UnsupportedException if something is missing
	 */
	public static void check() {
		if (checked) {
			return;
		}
		List<String> missing = new ArrayList<>();
		for (Hook hook : HOOKS) {
			if (!hook.exists()) {
				missing.add(hook.type().substring(hook.type().lastIndexOf('.') + 1).replace('$', '.') + "."
						+ hook.method());
			}
		}
		if (!missing.isEmpty()) {
			throw new UnsupportedException(
					"JeroMQ " + found() + " has no " + String.join(", ", missing) + "; JeroMQ " + NEEDED + " is needed",
					"Remove the explicit version of org.zeromq:jeromq from your build, or set it to " + NEEDED + ".");
		}
		checked = true;
	}

	/**
	 * The version of the JeroMQ at hand.
	 * @return the version, a text in its place if it is unknown
	 */
	static String found() {
		try (InputStream stream = ZMQ.class.getResourceAsStream(POM_PROPERTIES)) {
			if (stream != null) {
				Properties properties = new Properties();
				properties.load(stream);
				return properties.getProperty("version", "of an unknown version");
			}
		}
		catch (IOException ex) {
			// As if there were none
		}
		return "of an unknown version";
	}

	/**
	 * A method that our code is compiled against.
	 *
	 * @param type the name of its class
	 * @param method its name
	 */
	private record Hook(String type, String method) {

		boolean exists() {
			try {
				Class<?> owner = Class.forName(this.type, false, ZMQ.class.getClassLoader());
				return Arrays.stream(owner.getDeclaredMethods())
					.anyMatch((candidate) -> candidate.getName().equals(this.method));
			}
			catch (ClassNotFoundException | LinkageError ex) {
				return false;
			}
		}

	}

	/**
	 * The version of JeroMQ on the class path or module path is not supported.
	 */
	@SuppressWarnings("serial")
	public static class UnsupportedException extends IllegalStateException {

		private final String problem;

		private final String action;

		/**
		 * Create an exception.
		 * @param problem what is wrong, without a full stop
		 * @param action what to do, as a sentence
		 */
		public UnsupportedException(String problem, String action) {
			super(problem + ". " + action);
			this.problem = problem;
			this.action = action;
		}

		/**
		 * What is wrong.
		 * @return the problem, without a full stop
		 */
		public String problem() {
			return this.problem;
		}

		/**
		 * What to do.
		 * @return the action, as a sentence
		 */
		public String action() {
			return this.action;
		}

	}

}
