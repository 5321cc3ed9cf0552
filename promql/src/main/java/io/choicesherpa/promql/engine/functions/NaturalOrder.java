package io.choicesherpa.promql.engine.functions;

import java.math.BigInteger;

/** Compares texts so that numbers in them are in the order of their value. */
final class NaturalOrder {

  private NaturalOrder() {}

  static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = chunkEnd(a, i);
      int endB = chunkEnd(b, j);
      String chunkA = a.substring(i, endA);
      String chunkB = b.substring(j, endB);
      int difference =
          isDigit(chunkA.charAt(0)) && isDigit(chunkB.charAt(0))
              ? new BigInteger(chunkA).compareTo(new BigInteger(chunkB))
              : chunkA.compareTo(chunkB);
      if (difference != 0) {
        return difference;
      }
      i = endA;
      j = endB;
    }
    int left = Integer.compare(a.length() - i, b.length() - j);
    return left != 0 ? left : a.compareTo(b);
  }

  private static int chunkEnd(String text, int start) {
    boolean digits = isDigit(text.charAt(start));
    int end = start + 1;
    while (end < text.length() && isDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
