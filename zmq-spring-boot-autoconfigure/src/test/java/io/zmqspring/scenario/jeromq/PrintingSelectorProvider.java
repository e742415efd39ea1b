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

package io.zmqspring.scenario.jeromq;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Opens channels as the system's own provider does, and prints a line for each tcp
 * channel. The JVM needs the options {@link #OPTIONS}.
 */
public final class PrintingSelectorProvider extends SelectorProvider {

	static final String INSTALLED = "tcp channels are printed";

	static final String OPENED = "tcp channel opened";

	static final String[] OPTIONS = { "--add-exports", "java.base/sun.nio.ch=ALL-UNNAMED",
			"-Djava.nio.channels.spi.SelectorProvider=" + PrintingSelectorProvider.class.getName() };

	private final SelectorProvider system;

	public PrintingSelectorProvider() throws ReflectiveOperationException {
		this.system = (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider")
			.getMethod("get")
			.invoke(null);
		System.out.println(INSTALLED);
	}

	@Override
	public ServerSocketChannel openServerSocketChannel() throws IOException {
		System.out.println(OPENED + ", listening");
		return this.system.openServerSocketChannel();
	}

	@Override
	public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
		System.out.println("listening channel opened: " + family);
		return this.system.openServerSocketChannel(family);
	}

	@Override
	public SocketChannel openSocketChannel() throws IOException {
		System.out.println(OPENED);
		return this.system.openSocketChannel();
	}

	@Override
	public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
		System.out.println("channel opened: " + family);
		return this.system.openSocketChannel(family);
	}

	@Override
	public DatagramChannel openDatagramChannel() throws IOException {
		return this.system.openDatagramChannel();
	}

	@Override
	public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
		return this.system.openDatagramChannel(family);
	}

	@Override
	public Pipe openPipe() throws IOException {
		return this.system.openPipe();
	}

	@Override
	public AbstractSelector openSelector() throws IOException {
		return this.system.openSelector();
	}

}
