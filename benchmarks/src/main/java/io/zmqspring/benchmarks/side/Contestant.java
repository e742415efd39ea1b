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

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A peer in the comparison: a producer process, a consumer process and an optional
 * broker. Over {@code inproc}, one process is both producer and consumer.
 *
 * @param name of the peer
 * @param transport how producer and consumer are connected
 * @param carries the loads it supports
 * @param command returns the command line of the {@code producer}, of the
 * {@code consumer}, or of the process that is {@code both}
 * @param broker starts the broker, {@code null} if there is none
 * @param absence why the peer cannot run on this machine, {@code null} if it can
 */
public record Contestant(String name, Transport transport, Predicate<Load> carries,
		BiFunction<String, Load, List<String>> command, @Nullable Supplier<Broker> broker, @Nullable String absence) {

	/**
	 * Create a peer that uses tcp.
	 * @param name of the peer
	 * @param carries the loads it supports
	 * @param command returns the command line of the {@code producer} or {@code consumer}
	 * @param broker starts the broker, {@code null} if there is none
	 * @param absence why the peer cannot run on this machine, {@code null} if it can
	 */
	public Contestant(String name, Predicate<Load> carries, BiFunction<String, Load, List<String>> command,
			@Nullable Supplier<Broker> broker, @Nullable String absence) {
		this(name, Transport.TCP, carries, command, broker, absence);
	}

	/**
	 * Return this peer over another transport.
	 */
	Contestant over(Transport transport) {
		String missing = (transport == Transport.IPC && this.name.startsWith("jeromq"))
				? "JeroMQ has no Unix domain sockets: its ipc is tcp on a port computed from the name" : this.absence;
		return new Contestant(this.name + "-" + transport.text(), transport, this.carries, this.command, this.broker,
				missing);
	}

	/**
	 * Create a peer of {@link Peers}, without a broker.
	 */
	static Contestant inJava(String name, Predicate<Load> carries) {
		return new Contestant(name, carries, (end, load) -> javaCommand(name, end, load), null, null);
	}

	/**
	 * Return the command line of a peer of {@link Peers}.
	 */
	static List<String> javaCommand(String name, String end, Load load) {
		return javaCommand(name, end, load, System.getProperty("java.class.path"));
	}

	/**
	 * Return the command line of a peer that is written in Java.
	 * @param name of the peer
	 * @param end {@code producer}, {@code consumer} or {@code both}
	 * @param load the load to carry
	 * @param classPath the class path of its process
	 * @return the command and its arguments
	 */
	public static List<String> javaCommand(String name, String end, Load load, String classPath) {
		List<String> command = javaCommand(classPath, PeerProcess.class);
		command.add(end);
		command.addAll(load.arguments(name));
		return command;
	}

	/**
	 * Return the command line of a Java process that is measured. Its heap is touched
	 * before: a process that writes to a page for the first time waits for the system.
	 * @param classPath its class path
	 * @param main its main class
	 * @return the command, to which arguments can be added
	 */
	static List<String> javaCommand(String classPath, Class<?> main) {
		return new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xms1g", "-Xmx1g",
				"-XX:+AlwaysPreTouch", "-da", "-cp", classPath, main.getName()));
	}

	/**
	 * A broker between producers and consumers that runs in a separate process.
	 */
	public interface Broker extends AutoCloseable {

		/**
		 * Return the address that clients connect to.
		 * @return the address
		 */
		String address();

		/**
		 * Return the process of the broker.
		 * @return the process, whose processor time is counted
		 */
		ProcessHandle process();

		@Override
		void close();

	}

}
