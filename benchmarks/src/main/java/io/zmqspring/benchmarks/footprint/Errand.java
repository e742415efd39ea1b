package io.zmqspring.benchmarks.footprint;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;

/**
 * Work from the controller to the worker of the same application, and its result.
 */
class Errand implements Exercise {

	private final ZmqController controller;

	private final CountDownLatch done = new CountDownLatch(1);

	Errand(ZmqController controller) {
		this.controller = controller;
	}

	@ZmqWorkHandler
	byte[] run(byte[] errand) {
		return errand;
	}

	@ZmqResultListener
	void done(byte[] result) {
		this.done.countDown();
	}

	@Override
	public void complete() throws InterruptedException {
		this.controller.send(Variant.POOL, new byte[64]);
		if (!this.done.await(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("No result has come back");
		}
	}

}
