package io.zmqspring.message;

import java.lang.reflect.Type;

/**
 * Stands in where Jackson is not on the class path: says so instead of failing at the
 * first message.
 */
public final class NoJsonMessageConverter implements ZmqMessageConverter {

	private static final String ACTION = ": Jackson 3 is not on the class path. Add spring-boot-starter-jackson,"
			+ " define a ZmqMessageConverter bean, or use byte[] or String";

	@Override
	public byte[] toBytes(Object payload) {
		throw new ZmqConversionException("A payload of " + payload.getClass() + " cannot be written" + ACTION);
	}

	@Override
	public Object fromBytes(byte[] bytes, Type type) {
		throw new ZmqConversionException(type.getTypeName() + " cannot be read" + ACTION);
	}

	@Override
	public boolean canRead(Type type) {
		return false;
	}

}
