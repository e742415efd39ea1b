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

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.PeerProcess;

/**
 * A plain JeroMQ socket that binds, in another JVM with a heap of 256 MB. Its answers are
 * the sizes of the last frames of the messages that it receives.
 */
final class BareReceiver extends PeerProcess {

	private BareReceiver(ProcessBuilder builder) {
		super(builder);
	}

	/**
	 * Start the process and wait until its socket is bound.
	 * @param type the type of the socket
	 * @param address the address to bind
	 * @return the process
	 */
	static BareReceiver start(SocketType type, String address) {
		BareReceiver receiver = new BareReceiver(new ProcessBuilder(
				new JavaCommand().options("-Xmx256m").run(BareReceiver.class, type.name(), address)));
		receiver.answer();
		return receiver;
	}

	/**
	 * Receive without end.
	 * @param arguments the type of the socket, and the address to bind
	 */
	public static void main(String[] arguments) {
		ZMQ.Socket socket = ZMQ.context(1).socket(SocketType.valueOf(arguments[0]));
		if (socket.getSocketType() == SocketType.SUB) {
			socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
		}
		socket.bind(arguments[1]);
		JavaPeer.writeAnswer("bound");
		while (true) {
			byte[] frame = socket.recv();
			if (frame != null && !socket.hasReceiveMore()) {
				JavaPeer.writeAnswer(String.valueOf(frame.length));
			}
		}
	}

}
