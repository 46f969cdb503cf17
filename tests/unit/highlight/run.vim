" SPDX-License-Identifier: GPL-2.0-or-later
" Runs the cases of $CASES, which is JSON, on files below $SCRATCH; what is wrong goes to $COMPLAINTS.

let s:complaints = []

function! s:kind_at(line, column) abort
  let l:name = synIDattr(synID(a:line, a:column, 1), 'name')
  return l:name =~# 'Value$' || l:name ==# '' ? 'none' : tolower(matchstr(l:name, '^badidea\zs.*'))
endfunction

function! s:run_case(name, case) abort
  let [l:line, l:kind, l:start, l:end, l:words] = a:case
  for l:column in range(l:start + 1, l:end)
    let l:found = s:kind_at(l:line + 1, l:column)
    if l:found !=# l:kind
      call add(s:complaints, printf("%s:%d: '%s' is %s at column %d, not %s", a:name, l:line + 1, l:words, l:found,
            \ l:column, l:kind))
      return
    endif
  endfor
endfunction

function! s:run_file(name, lines, cases) abort
  let l:path = $SCRATCH .. '/' .. a:name
  call mkdir(fnamemodify(l:path, ':h'), 'p')
  call writefile(a:lines, l:path)
  execute 'edit' fnameescape(l:path)
  if &filetype !=# 'badidea'
    call add(s:complaints, a:name .. ": taken for '" .. &filetype .. "'")
  endif
  for l:case in a:cases
    call s:run_case(a:name, l:case)
  endfor
endfunction

" Files of other programs, with our endings.
function! s:check_foreign(name, line) abort
  let l:path = $SCRATCH .. '/' .. a:name
  call writefile([a:line], l:path)
  execute 'edit' fnameescape(l:path)
  if &filetype ==# 'badidea'
    call add(s:complaints, a:name .. ': taken for ours')
  endif
endfunction

try
  call s:check_foreign('99-net.rules', 'ACTION=="add", SUBSYSTEM=="net", NAME="lan"')
  call s:check_foreign('debian.list', 'deb http://mirror.example/debian bookworm main')
  for [s:name, s:lines, s:cases] in json_decode(join(readfile($CASES)))
    call s:run_file(s:name, s:lines, s:cases)
  endfor
catch
  call add(s:complaints, v:exception .. ' at ' .. v:throwpoint)
endtry
call writefile(s:complaints, $COMPLAINTS)
qall!
