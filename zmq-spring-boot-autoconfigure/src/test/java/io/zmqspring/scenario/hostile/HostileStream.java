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
 * @param stays whether it keeps its connection and reads nothing when it is through
 */
record HostileStream(long seed, String description, List<Step> steps, boolean stays) {

	/**
	 * Do it.
	 * @param socket the connection, closed afterwards unless the stream stays
	 * @throws IOException if closing fails
	 */
	void play(Socket socket) throws IOException {
		try {
			for (Step step : this.steps) {
				step.play(socket);
			}
		}
		catch (IOException ex) {
			// the other side has had enough, which is its right
		}
		if (!this.stays) {
			socket.close();
		}
	}

	@Override
	public String toString() {
		return "stream " + this.seed + " (" + this.description + ")";
	}

}
