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

import zmq.Ctx;
import zmq.ZObject;
import zmq.io.IOObject;
import zmq.io.IOThread;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * Makes an I/O thread of the engine check its channels again shortly after a connection
 * was made. JeroMQ 0.6.0 forgets a new connection if its connecter is removed and its
 * engine is added in the same pass of the poller (JeroMQ pull request 1022). Such a
 * connection never begins its handshake until something changes in that poller. This
 * object makes that change.
 */
final class PollerWakeup extends ZObject implements IPollEvents {

	private static final int INTERVAL_MILLIS = 5;

	// The first may fall into the very pass that forgets; the second cannot
	private static final int REPEATS = 4;

	private static final int TIMER_ID = 1;

	private final IOObject place;

	// In no poller's table, so that changing it changes nothing else
	private final Poller.Handle handle;

	private int left;

	private boolean again;

	PollerWakeup(Ctx engine, int slot, int ioThread) {
		super(engine, slot);
		IOThread thread = chooseIoThread(1L << ioThread);
		this.place = new IOObject(thread, this);
		this.place.plug();
		this.handle = new Poller.Handle(thread.getMailbox().getFd(), this);
	}

	/**
	 * Wake the thread soon, several times. Any thread.
	 */
	void soon() {
		if (EngineProbe.SUPPORTED) {
			sendStop();
		}
	}

	@Override
	protected void processStop() {
		if (this.again) {
			this.again = false;
			this.place.addTimer(INTERVAL_MILLIS, TIMER_ID);
			return;
		}
		boolean waiting = this.left > 0;
		this.left = REPEATS;
		if (!waiting) {
			this.place.addTimer(INTERVAL_MILLIS, TIMER_ID);
		}
	}

	@Override
	public void timerEvent(int id) {
		this.place.setPollIn(this.handle);
		this.left--;
		if (this.left > 0) {
			// By a command, because JeroMQ ignores a timer that is set while timers run
			// until the next other timer
			this.again = true;
			sendStop();
		}
	}

}
