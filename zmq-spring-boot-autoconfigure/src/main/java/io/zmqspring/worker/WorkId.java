package io.zmqspring.worker;

import java.util.Arrays;

import io.zmqspring.wire.CorrelationValue;

/**
 * What is the same in an item of work that is sent again. The correlation value alone is
 * not enough: another controller, or the same one after a restart, may use it for other
 * work, which must not get an old answer.
 *
 * @param value the correlation value
 * @param length the length of the work
 * @param hash a hash of the work
 */
record WorkId(CorrelationValue value, int length, int hash) {

	static WorkId of(CorrelationValue value, byte[] work) {
		return new WorkId(value, work.length, Arrays.hashCode(work));
	}

	/**
	 * How much room it takes.
	 * @return bytes, about
	 */
	int bytes() {
		return this.value.text().length() + this.value.literal().length();
	}

}
