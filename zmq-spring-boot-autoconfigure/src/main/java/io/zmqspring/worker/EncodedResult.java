package io.zmqspring.worker;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an item of work, as it stands on the wire.
 *
 * @param payload the result
 * @param headers its headers, if it has any
 */
record EncodedResult(byte[] payload, byte @Nullable [] headers) {

	int bytes() {
		return this.payload.length + ((this.headers != null) ? this.headers.length : 0);
	}

}
