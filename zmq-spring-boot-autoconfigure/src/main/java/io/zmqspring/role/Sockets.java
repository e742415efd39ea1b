package io.zmqspring.role;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zmqspring.socket.Connection;
import io.zmqspring.socket.Endpoint;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import org.jspecify.annotations.Nullable;

/**
 * The sockets a role has open at one moment.
 *
 * @param sending the one that sends, if any
 * @param receiving the one that receives, if any
 */
record Sockets(@Nullable SendingSocket sending, @Nullable ReceivingSocket receiving) {

	List<Connection> connections() {
		return Stream
			.concat((this.sending != null) ? this.sending.connections().snapshot().stream() : Stream.empty(),
					(this.receiving != null) ? this.receiving.connections().snapshot().stream() : Stream.empty())
			.toList();
	}

	int connectionCount() {
		return ((this.sending != null) ? this.sending.connections().count() : 0)
				+ ((this.receiving != null) ? this.receiving.connections().count() : 0);
	}

	/**
	 * Where the sockets are.
	 * @param sending what the settings say of the one that sends
	 * @param receiving what they say of the one that receives
	 * @return addresses really bound, or else those of the settings
	 */
	List<String> addresses(List<Endpoint> sending, List<Endpoint> receiving) {
		return Stream
			.concat(shown((this.sending != null) ? this.sending.boundAddresses() : List.of(), sending),
					shown((this.receiving != null) ? this.receiving.boundAddresses() : List.of(), receiving))
			.toList();
	}

	private static Stream<String> shown(List<String> bound, List<Endpoint> settings) {
		return bound.isEmpty() ? settings.stream().map(Endpoint::toString) : bound.stream();
	}

	/**
	 * What keeps the sockets from doing their work.
	 * @return reasons, empty if all is well
	 */
	List<String> faults() {
		List<String> faults = new ArrayList<>();
		if (this.receiving != null && this.receiving.hasDied()) {
			faults.add("its receiving thread has died");
		}
		if (this.receiving != null) {
			faults.addAll(this.receiving.faults());
		}
		if (this.sending != null) {
			faults.addAll(this.sending.faults());
		}
		return faults;
	}

}
