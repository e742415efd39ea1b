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

package io.zmqspring.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.test.address.FreePorts;

/**
 * The sample with the profile secure, on free ports and with new keys. All tests share
 * one application.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("secure")
public abstract class SecureSample {

	/** The directory of the keys, which does not exist before the start. */
	protected static final Path KEYS = temporary().resolve("new").resolve("keys");

	// JeroMQ begins no handshake on about 1 of 100 fresh connections, and connects again
	// after this time
	private static final int GREETING_MILLIS = 1000;

	private static Path temporary() {
		try {
			Path directory = Files.createTempDirectory("secure-sample");
			directory.toFile().deleteOnExit();
			return directory;
		}
		catch (IOException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@DynamicPropertySource
	static void useFreePorts(DynamicPropertyRegistry properties) {
		properties.add("sample.keys.directory", KEYS::toString);
		properties.add("zmq.security.curve.camera.reload-interval", () -> "200ms");
		for (String name : List.of("camera", "camera-replay", "dashboard", "thumbnail-work", "thumbnail-results",
				"histogram-work", "histogram-results")) {
			int port = FreePorts.find();
			properties.add("sample.ports." + name, () -> port);
		}
	}

	/**
	 * Connect a subscriber to the camera whose key nobody knows.
	 * @param context the context of its socket
	 * @param address the address of the camera
	 * @param serverKey the public key of the camera
	 * @return its public key
	 */
	protected static String intrude(ZContext context, String address, String serverKey) {
		ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
		ZMQ.Socket socket = context.createSocket(SocketType.SUB);
		socket.setCurvePublicKey(pair.publicKey.getBytes(ZMQ.CHARSET));
		socket.setCurveSecretKey(pair.secretKey.getBytes(ZMQ.CHARSET));
		socket.setCurveServerKey(serverKey.getBytes(ZMQ.CHARSET));
		socket.setHandshakeIvl(GREETING_MILLIS);
		socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
		socket.connect(address);
		return pair.publicKey;
	}

}
