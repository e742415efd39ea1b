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

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/**
 * What one hostile peer does from its first byte to its last.
 *
 * @param seed makes the same stream again
 * @param description what it is, for the message of a failure
 * @param steps what it does
 * @param staysOpen whether it keeps its connection and reads nothing when it is through
 */
record HostileStream(long seed, String description, List<StreamStep> steps, boolean staysOpen) {

	/**
	 * Do it.
	 * @param socket the connection, closed afterwards unless the stream stays
	 * @throws IOException if closing fails
	 */
	void play(Socket socket) throws IOException {
		try {
			for (StreamStep step : this.steps) {
				step.play(socket);
			}
		}
		catch (IOException ex) {
			// the other side has had enough, which is its right
		}
		if (!this.staysOpen) {
			socket.close();
		}
	}

	@Override
	public String toString() {
		return "stream " + this.seed + " (" + this.description + ")";
	}

}
