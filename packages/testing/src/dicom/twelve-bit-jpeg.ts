/** 19 by 13 of 12 bits, as libjpeg-turbo 3.1.3 packed it (quality 90): it unpacks it itself to within 8 of `twelveBitsAt`. */
export const twelveBitJpeg = Uint8Array.from(
  atob(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFR' +
      'T/wQALDAANABMBAREA/8QAGAAAAgMAAAAAAAAAAAAAAAAABgsKDA3/xAAsEAAAAwcDAwIHAAAAAAAAAAABAgMEBQYHCAkKABESCyExDBMUFRYiJDJB/9oA' +
      'CAEBAAA/AHKfXisCjHvxK7NE1JzWenVLNgmk54daW1gNA6bMVcFipGMXb2u++4BrO5Mpfq5GY5QPkyP2manqIJ5pSEZ4zO7Ek3Yq3Ay/Cg0CUP17bcdOi8' +
      'ePIauQ1l2U6R51ztbIqUmtGkGkecQneBlRXFqFoWIPPfvvxIXzoG6dD1jG+j1I6uyDqW7q0fjF0t4meaTrbUBiBoePJFQ4EMHFVMoD2HVnps/+mr8US8ha' +
      'cd1e89ZQFeE7G1xFf6rX9HsS35Ape4I8zLAPn+7aga3OMJ2gG1zXxOulOT8OAxSzlW/TOFxM/wAtSS4M4JJqAHEDCAfcobwOv//Z',
  ),
  (letter) => letter.charCodeAt(0),
);

/** What its picture was meant to be. */
export const twelveBitsAt = (row: number, column: number) => 2000 + 1800 * Math.sin(row / 3) * Math.cos(column / 4);
