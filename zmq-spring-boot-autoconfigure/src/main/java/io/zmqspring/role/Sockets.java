package io.zmqspring.role;

import java.util.List;
import java.util.stream.Stream;

import io.zmqspring.socket.Connection;
import io.zmqspring.socket.ConnectionTable;
import io.zmqspring.socket.Endpoint;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import org.jspecify.annotations.Nullable;

/**
 * The sockets a role has open at one moment: where they are and who is connected.
 *
 * @param tables the connections of each
 * @param boundOut where the one that sends is bound
 * @param boundIn where the one that receives is bound
 * @param receiverDead whether the receiving thread has ended although it should not
 */
record Sockets(List<ConnectionTable> tables, List<String> boundOut, List<String> boundIn, boolean receiverDead) {

	static final Sockets NONE = new Sockets(List.of(), List.of(), List.of(), false);

	static Sockets publishing(PublishingSocket socket) {
		return new Sockets(List.of(socket.connections()), socket.boundAddresses(), List.of(), false);
	}

	static Sockets of(@Nullable SendingSocket sending, @Nullable ReceivingSocket receiving) {
		Stream<ConnectionTable> out = (sending != null) ? Stream.of(sending.connections()) : Stream.empty();
		Stream<ConnectionTable> in = (receiving != null) ? Stream.of(receiving.connections()) : Stream.empty();
		return new Sockets(Stream.concat(out, in).toList(), (sending != null) ? sending.boundAddresses() : List.of(),
				(receiving != null) ? receiving.boundAddresses() : List.of(), receiving != null && receiving.hasDied());
	}

	List<Connection> connections() {
		return this.tables.stream().flatMap((table) -> table.snapshot().stream()).toList();
	}

	int connectionCount() {
		return this.tables.stream().mapToInt(ConnectionTable::count).sum();
	}

	/**
	 * Where the sockets are.
	 * @param sending what the settings say of the one that sends
	 * @param receiving what they say of the one that receives
	 * @return addresses really bound, or else those of the settings
	 */
	List<String> addresses(List<Endpoint> sending, List<Endpoint> receiving) {
		return Stream.concat(shown(this.boundOut, sending), shown(this.boundIn, receiving)).toList();
	}

	private static Stream<String> shown(List<String> bound, List<Endpoint> settings) {
		return bound.isEmpty() ? settings.stream().map(Endpoint::toString) : bound.stream();
	}

}
