package io.zmqspring.role.statistics;

import io.zmqspring.socket.Traffic;

/**
 * What has gone one way through the sockets that one part of a role has had, one after
 * the other. Safe for any thread.
 */
public final class TrafficTotal {

	private long messagesBefore;

	private long bytesBefore;

	private Traffic current = new Traffic();

	/**
	 * Another socket has taken the place of the last one, which is closed.
	 * @param next what goes through it
	 */
	public synchronized void continueWith(Traffic next) {
		this.messagesBefore += this.current.messages();
		this.bytesBefore += this.current.bytes();
		this.current = next;
	}

	synchronized long messages() {
		return this.messagesBefore + this.current.messages();
	}

	synchronized long bytes() {
		return this.bytesBefore + this.current.bytes();
	}

}
